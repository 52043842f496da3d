import type { Digest } from "../../base/digest.ts";
import type { LongAction, Progress } from "../../base/progress.ts";
import type { BlobStage } from "../blob-stage.ts";
import type { IndexEntry } from "../index.ts";
import { compressionOf, peek } from "../layer/compression.ts";
import { type BlobSize, formatManifest } from "../manifest.ts";
import { layerType, OCI_MANIFEST } from "../media-types.ts";
import { takeLayer } from "../take-layer.ts";
import type { ArchiveFiles } from "./archive-files.ts";
import type { ArchivedImage, ArchivedLayer } from "./archived-image.ts";

/** An image all of whose blobs are on the stage. */
export interface StagedImage {
  readonly id: Digest;
  readonly manifest: IndexEntry;
  readonly layers: readonly StagedLayer[];
}

export interface StagedLayer extends BlobSize {
  readonly mediaType: string;
  readonly diffId: Digest;
  /** Whether its bytes are known to be of its diff id. */
  readonly isVerified: boolean;
}

/**
 * Unpacks a layer, named by the diff ids up to its own, while its blob arrives. `verified` is given where the blob's
 * digest is the diff id. Gives whether the bytes were found to be of it; may leave the unpacking for later.
 */
export type UnpackArriving = (
  diffIds: readonly Digest[],
  bytes: AsyncGenerator<Buffer>,
  verified: Promise<unknown> | undefined,
) => Promise<boolean>;

/**
 * Copies an image's blobs from an archive to the stage. Their digests are checked, or, where the archive does not
 * say them, taken; a plain layer must be its diff id, a compressed one is checked against it when it is unpacked.
 * Progress counts the bytes of the layers.
 */
export async function stageImage(
  files: ArchiveFiles,
  image: ArchivedImage,
  stage: BlobStage,
  unpack: UnpackArriving,
  action: LongAction = {},
): Promise<StagedImage> {
  const layers: StagedLayer[] = [];
  let before = 0;
  for (const [index, layer] of image.layers.entries()) {
    const item = `layer ${index + 1} of ${image.layers.length}`;
    const report = (done: number): void =>
      action.onProgress?.({ phase: "loading", item, done: before + done });
    const progress = { ...action, onProgress: ({ done }: Progress) => report(done) };
    const diffIds = image.layers.slice(0, index + 1).map(({ diffId }) => diffId);
    const unpackThis = unpack.bind(undefined, diffIds);
    layers.push(await stageLayer(files, layer, stage, unpackThis, `${item} of ${files.what}`, progress));
    report(layer.sizeBytes);
    before += layer.sizeBytes;
  }
  const config = await stage.put(image.configBytes, {
    digest: image.id,
    what: `the config of ${files.what}`,
  });
  const bytes = image.manifest?.bytes ?? formatManifest(config, layers);
  const manifest = await stage.put(bytes, { what: `the manifest of ${files.what}` });
  const mediaType = image.manifest?.mediaType ?? OCI_MANIFEST;
  return { id: image.id, manifest: { ...manifest, mediaType, annotations: {} }, layers };
}

async function stageLayer(
  files: ArchiveFiles,
  { file, sizeBytes, digest, diffId }: ArchivedLayer,
  stage: BlobStage,
  unpack: (bytes: AsyncGenerator<Buffer>, verified: Promise<unknown> | undefined) => Promise<boolean>,
  what: string,
  action: LongAction,
): Promise<StagedLayer> {
  const { start, all } = await peek(await files.open(file));
  const compression = compressionOf(start);
  const known = digest ?? (compression === "none" ? diffId : undefined);
  const describe = (blob: BlobSize, isVerified: boolean): StagedLayer => ({
    ...blob,
    mediaType: layerType(compression),
    diffId,
    isVerified: isVerified || known === diffId,
  });
  if (known !== undefined && (await stage.adopt({ digest: known, sizeBytes }))) {
    await all.return(undefined);
    return describe({ digest: known, sizeBytes }, true);
  }
  const expected = { sizeBytes, what, ...(known === undefined ? {} : { digest: known }) };
  const { blob, unpacked } = await takeLayer(
    all,
    {
      put: (source, taking) => stage.put(source, expected, taking),
      unpack: (bytes, kept) => unpack(bytes, known === diffId ? kept : undefined),
    },
    action,
  );
  return describe(blob, unpacked);
}
