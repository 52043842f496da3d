import type { Digest } from "../../base/digest.ts";
import type { LongAction } from "../../base/progress.ts";
import type { LayerStore } from "./layer-store.ts";
import type { Tree } from "./tree.ts";

/**
 * Unpacks one layer into the store: plain, gzip or zstd, told by its bytes. Gives back at once what is there already.
 * Throws `invalid` for a tar that is cut short, damaged, hostile, or not of the diff id; `unavailable` when the disk
 * is full; the signal's reason when aborted. Whatever is thrown, nothing is kept. Progress counts bytes of the source.
 */
export type ApplyLayer = (request: ApplyRequest, action?: LongAction) => Promise<AppliedLayer>;

export interface ApplyRequest {
  readonly store: LayerStore;
  /** The layer's blob as it is stored; the caller has checked, or checks, the blob's own digest. */
  readonly source: { readonly path: string } | { readonly stream: AsyncIterable<Uint8Array> };
  /** What the uncompressed tar must hash to; left out (import), it is whatever comes. */
  readonly diffId?: Digest;
  /** Chain ids of the layers below, base first; all in the store. */
  readonly below: readonly Digest[];
}

export interface AppliedLayer {
  readonly diffId: Digest;
  readonly chainId: Digest;
  readonly tree: Tree;
}
