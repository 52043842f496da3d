import type { Digest } from "../base/digest.ts";
import type { BlobStore } from "./blob-store.ts";
import type { ImageReader, StoredImage } from "./image-reader.ts";
import type { LayerStore } from "./layer/layer-store.ts";
import type { NamedManifest } from "./name-index.ts";

/** What the index's images stand on. */
export interface Reachable {
  readonly blobs: ReadonlySet<Digest>;
  readonly chainIds: ReadonlySet<Digest>;
  /** False when an image could not be read: then anything may be what it stands on. */
  readonly isComplete: boolean;
}

export interface GarbageTools {
  readonly blobs: BlobStore;
  readonly layers: LayerStore;
  readonly readImage: ImageReader;
  /** Chain ids of the layers that containers stand on, whether their image is still here or not. */
  readonly layersInUse: () => Promise<Iterable<Digest>>;
}

export async function findReachable(
  names: readonly NamedManifest[],
  { readImage, layersInUse }: Pick<GarbageTools, "readImage" | "layersInUse">,
): Promise<Reachable> {
  const blobs = new Set<Digest>();
  const chainIds = new Set<Digest>(await layersInUse());
  let isComplete = true;
  for (const { entry } of names) {
    blobs.add(entry.digest);
    try {
      const image = await readImage(entry);
      for (const digest of blobsOf(image)) blobs.add(digest);
      for (const chainId of image.chainIds) chainIds.add(chainId);
    } catch {
      isComplete = false;
    }
  }
  return { blobs, chainIds, isComplete };
}

export function blobsOf({ manifestDigest, manifest }: StoredImage): Digest[] {
  return [manifestDigest, manifest.config.digest, ...manifest.layers.map(({ digest }) => digest)];
}

export interface Dropped {
  readonly blobs: readonly Digest[];
  readonly chainIds: readonly Digest[];
}

/** Those of the candidates that nothing stands on. Call it under the store's lock, with the names to be. */
export async function findUnreachable(
  candidates: { readonly blobs: Iterable<Digest>; readonly chainIds: Iterable<Digest> },
  names: readonly NamedManifest[],
  tools: GarbageTools,
): Promise<Dropped> {
  const reachable = await findReachable(names, tools);
  if (!reachable.isComplete) return { blobs: [], chainIds: [] };
  return {
    chainIds: [...candidates.chainIds].filter((chainId) => !reachable.chainIds.has(chainId)),
    blobs: [...candidates.blobs].filter((digest) => !reachable.blobs.has(digest)),
  };
}

/**
 * Removes what nothing stands on, still under the lock and after the index was written; layers, which come base first,
 * from the top of a stack down, so that none is ever without the ones below it. Gives what was there to remove.
 */
export async function drop({ blobs, chainIds }: Dropped, tools: GarbageTools): Promise<Dropped> {
  const downwards = chainIds.toReversed();
  for (const chainId of downwards) await tools.layers.remove(chainId);
  const dropped: Digest[] = [];
  for (const digest of blobs) if (await tools.blobs.delete(digest)) dropped.push(digest);
  return { blobs: dropped, chainIds: downwards };
}

/** Both at once, where the index is as it stays. */
export async function dropUnreachable(
  candidates: { readonly blobs: Iterable<Digest>; readonly chainIds: Iterable<Digest> },
  names: readonly NamedManifest[],
  tools: GarbageTools,
): Promise<Dropped> {
  return drop(await findUnreachable(candidates, names, tools), tools);
}
