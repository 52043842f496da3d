import { setImmediate as nextTurn } from "node:timers/promises";
import { countWaste, type Waste } from "../../image/layer/waste.ts";
import type { ImagesContext } from "./context.ts";
import { findImage } from "./resolve.ts";

/** Counts in parts, so that others have their turn in between. */
export async function imageWaste(context: ImagesContext, ref: string): Promise<Waste> {
  const { image } = await findImage(ref, await context.names.read(), context);
  const count = countWaste();
  for (const [layer, chainId] of image.chainIds.entries()) {
    const { entries } = await context.layers.readTree(chainId);
    for (let at = 0; at < entries.length; at += PART) {
      count.add(entries.slice(at, at + PART), layer);
      await nextTurn();
    }
  }
  return count.result();
}

const PART = 5000;
