import { setImmediate as nextTurn } from "node:timers/promises";
import type { Digest } from "../../base/digest.ts";
import { inTurns } from "../../base/steps.ts";
import { putOn, settleStack } from "./merge.ts";
import type { Tree, TreeEntry } from "./tree.ts";

/** What was merged last, links unsettled; and the tree made of it. */
interface Merged {
  readonly chainIds: readonly Digest[];
  readonly entries: readonly TreeEntry[];
  readonly tree: Tree;
}

/**
 * Reads merged stacks. Keeps the last one, weakly: whoever looks through an image goes from layer to layer, and one
 * more layer on a known stack is little work.
 */
export function createStackReader(
  readTree: (chainId: Digest) => Promise<Tree>,
): (chainIds: readonly Digest[]) => Promise<Tree> {
  let last: WeakRef<Merged> | undefined;
  return async (chainIds) => {
    const known = last?.deref();
    const fits = known?.chainIds.every((chainId, layer) => chainId === chainIds[layer]) ?? false;
    if (fits && known?.chainIds.length === chainIds.length) return known.tree;
    let entries = fits && known !== undefined ? known.entries : [];
    for (let layer = fits ? known!.chainIds.length : 0; layer < chainIds.length; layer += 1) {
      const tree = await readTree(chainIds[layer]!);
      entries = await inTurns(putOn(entries, tree, layer));
      await nextTurn();
    }
    const tree = settleStack(entries);
    last = new WeakRef({ chainIds: [...chainIds], entries, tree });
    kept.set(tree, last.deref()!);
    return tree;
  };
}

/** Whoever holds the tree holds what it was made of. */
const kept = new WeakMap<Tree, Merged>();
