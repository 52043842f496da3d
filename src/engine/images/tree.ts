import { CodedError } from "../../base/errors.ts";
import type { Tree } from "../../image/layer/tree.ts";
import type { ImagesContext } from "./context.ts";
import { findImage } from "./resolve.ts";

/** The files of one layer, or of the stack up to and including it. */
export async function imageTree(
  context: ImagesContext,
  ref: string,
  { layer, view }: { layer?: number; view: "layer" | "stack" },
): Promise<Tree> {
  const { image } = await findImage(ref, await context.names.read(), context);
  const { chainIds } = image;
  if (chainIds.length === 0) return { entries: [] };
  const top = layer ?? chainIds.length - 1;
  const chainId = chainIds[top];
  if (chainId === undefined) {
    throw new CodedError(
      "invalid",
      "no-such-layer",
      `show layer ${top} of ${ref}: it has ${chainIds.length} layers`,
      {
        hint: "count them from 0, the base",
      },
    );
  }
  if (view === "layer") return context.layers.readTree(chainId);
  return context.layers.readStack(chainIds.slice(0, top + 1));
}
