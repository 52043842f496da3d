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

/**
 * Unpacks staged images and makes them appear: layers, blobs and names, all of them or none. A name that another
 * image had moves to the new one.
 */
export async function installImages(
  images: readonly NewImage[],
  stage: BlobStage,
  tools: InstallTools,
  action: LongAction = {},
): Promise<void> {
  const { names, layers } = tools;
  const brought = new Set<Digest>();
  const chainIds = new Set(images.flatMap(({ layers: own }) => chainIdsOf(own.map(({ diffId }) => diffId))));
  let isDone = false;
  try {
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
  } finally {
    if (!isDone && brought.size > 0) {
      await names.transact((index) => dropUnreachable({ blobs: [], chainIds: brought }, index.names, tools));
    }
  }
}

function addImage(
  names: readonly NamedManifest[],
  { manifest, references }: NewImage,
): readonly NamedManifest[] {
  const named = references.reduce((all, reference) => withName(all, manifest, reference), names);
  return withManifest(named, manifest);
}
