import type { Digest } from "../base/digest.ts";
import { CodedError } from "../base/errors.ts";
import type { LongAction } from "../base/progress.ts";
import type { StagedImage } from "./archive/stage-image.ts";
import type { BlobStage } from "./blob-stage.ts";
import { dropUnreachable, type GarbageTools } from "./garbage.ts";
import type { ApplyLayer } from "./layer/apply.ts";
import { chainIdsOf } from "./layer/chain-id.ts";
import { type NamedManifest, type NameIndex, withManifest, withName } from "./name-index.ts";
import type { Reference } from "./reference.ts";
import { unpackLayers } from "./unpack.ts";

export interface InstallTools extends GarbageTools {
  readonly names: NameIndex;
  readonly applyLayer: ApplyLayer;
}

export interface NewImage extends StagedImage {
  readonly references: readonly Reference[];
}

/** How often a removal by another process may take away what this one was about to build on. */
const ATTEMPTS = 5;

/** Drops the layers that `work` has unpacked (it adds them to `brought`, base first) when it fails. */
export async function bringLayers<T>(
  tools: InstallTools,
  work: (brought: Set<Digest>) => Promise<T>,
): Promise<T> {
  const brought = new Set<Digest>();
  try {
    return await work(brought);
  } catch (error) {
    if (brought.size > 0) {
      await tools.names.transact((index) =>
        dropUnreachable({ blobs: [], chainIds: brought }, index.names, tools),
      );
    }
    throw error;
  }
}

/**
 * Makes staged images appear: blobs and names, all of them or none, and what of their layers is not unpacked yet. A
 * name that another image had moves to the new one.
 */
export async function installImages(
  images: readonly NewImage[],
  stage: BlobStage,
  tools: InstallTools,
  brought: Set<Digest>,
  action: LongAction = {},
): Promise<void> {
  const { names, layers } = tools;
  const chainIds = new Set(images.flatMap(({ layers: own }) => chainIdsOf(own.map(({ diffId }) => diffId))));
  let isDone = false;
  for (let attempt = 0; attempt < ATTEMPTS && !isDone; attempt += 1) {
    for (const image of images) {
      const packed = image.layers.map((layer) => ({ ...layer, path: stage.pathOf(layer.digest) }));
      await unpackLayers(packed, tools, brought, action);
    }
    action.signal?.throwIfAborted();
    isDone = await names.transact(async (index) => {
      for (const chainId of chainIds) if (!(await layers.has(chainId))) return false;
      await stage.commit(() => index.write(images.reduce(addImage, index.names)));
      return true;
    });
  }
  if (!isDone)
    throw new CodedError("conflict", "store-busy", "store image: its layers were removed meanwhile");
}

function addImage(
  names: readonly NamedManifest[],
  { manifest, references }: NewImage,
): readonly NamedManifest[] {
  const named = references.reduce((all, reference) => withName(all, manifest, reference), names);
  return withManifest(named, manifest);
}
