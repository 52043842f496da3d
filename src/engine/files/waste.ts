import { setImmediate as nextTurn } from "node:timers/promises";
import type { Tree } from "../../image/layer/tree.ts";
import { walkFolder } from "../../image/layer/walk.ts";
import { countWaste, type Waste } from "../../image/layer/waste.ts";
import type { FilesOf } from "./files.ts";
import { type FilesContext, partsOf } from "./stack.ts";

/** Counts in parts, so that others have their turn in between. */
export async function wasteOf(context: FilesContext, of: FilesOf): Promise<Waste> {
  const store = await context.layers();
  const { chainIds, upper } = await partsOf(context, of);
  const count = countWaste();
  const add = async ({ entries }: Tree, layer: number): Promise<void> => {
    for (let at = 0; at < entries.length; at += PART) {
      count.add(entries.slice(at, at + PART), layer);
      await nextTurn();
    }
  };
  for (const [layer, chainId] of chainIds.entries()) await add(await store.readTree(chainId), layer);
  if (upper !== undefined) await add(await walkFolder(upper.dir), chainIds.length);
  return count.result();
}

const PART = 5000;
