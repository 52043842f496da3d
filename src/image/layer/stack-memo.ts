import { setImmediate as nextTurn } from "node:timers/promises";
import type { Digest } from "../../base/digest.ts";
import { addLayer } from "./merge.ts";
import type { Tree } from "./tree.ts";
import { emptyNode, type TreeNode } from "./tree-nodes.ts";

/** The merged nodes of some layers, base first. Whoever holds it may change it: there is one holder. */
export interface LayerStack {
  readonly chainIds: readonly Digest[];
  readonly root: TreeNode;
}

/**
 * Keeps the stack that was used last, so that an image of many layers is not merged from its base for each of them.
 * Held weakly: it is worth time, not memory.
 */
export class StackMemo {
  readonly #readTree: (chainId: Digest) => Promise<Tree>;
  #last: WeakRef<LayerStack> | undefined;

  constructor(readTree: (chainId: Digest) => Promise<Tree>) {
    this.#readTree = readTree;
  }

  /** The stack of these layers, for the caller alone. */
  async take(chainIds: readonly Digest[]): Promise<LayerStack> {
    const last = this.#last?.deref();
    const fits = last?.chainIds.every((chainId, i) => chainId === chainIds[i]) ?? false;
    const start = fits && last !== undefined ? last : { chainIds: [], root: emptyNode() };
    if (fits) this.#last = undefined;
    for (let layer = start.chainIds.length; layer < chainIds.length; layer += 1) {
      await addSlowly(start.root, await this.#readTree(chainIds[layer]!), layer);
    }
    return { chainIds, root: start.root };
  }

  /** Gives a stack back, with one more layer on it. */
  async give({ chainIds, root }: LayerStack, tree: Tree, chainId: Digest): Promise<void> {
    await addSlowly(root, tree, chainIds.length);
    this.#last = new WeakRef({ chainIds: [...chainIds, chainId], root });
  }
}

/** Lets other work have its turn between parts of a large layer. */
async function addSlowly(root: TreeNode, { entries }: Tree, layer: number): Promise<void> {
  for (let at = 0; at < entries.length; at += PART) {
    addLayer(root, { entries: entries.slice(at, at + PART) }, layer);
    await nextTurn();
  }
}

const PART = 2000;
