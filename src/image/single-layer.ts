import { addAbortSignal, type Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Digest } from "../base/digest.ts";
import { asCodedError, CodedError } from "../base/errors.ts";
import type { LongAction } from "../base/progress.ts";
import type { StagedLayer } from "./archive/stage-image.ts";
import type { BlobStage } from "./blob-stage.ts";
import type { BlobStore } from "./blob-store.ts";
import type { ImageConfig } from "./config.ts";
import { formatImageConfig } from "./config-json.ts";
import { bringLayers, type InstallTools, installImages } from "./install.ts";
import { compressionOf, peek } from "./layer/compression.ts";
import { formatManifest } from "./manifest.ts";
import { layerType, OCI_MANIFEST } from "./media-types.ts";
import type { Reference } from "./reference.ts";
import { takeLayer } from "./take-layer.ts";

export interface SingleLayerImage {
  /** The root file system as a tar: plain, gzip or zstd. Called once. */
  readonly openTar: () => Readable;
  readonly config: Omit<ImageConfig, "diffIds" | "history">;
  /** The instruction that people see at the layer. */
  readonly createdBy: string;
  readonly comment: string;
  readonly reference: Reference | undefined;
  /** For errors: "root.tar". */
  readonly what: string;
}

export interface InstalledImage {
  readonly id: Digest;
  readonly references: readonly Reference[];
}

/** Makes an image of one layer from a tar; nothing stays when that fails. */
export async function installSingleLayerImage(
  image: SingleLayerImage,
  tools: InstallTools & { readonly blobs: BlobStore },
  action: LongAction = {},
): Promise<InstalledImage> {
  await using stage = await tools.blobs.stage();
  return await bringLayers(tools, (brought) => install(image, stage, tools, brought, action));
}

async function install(
  image: SingleLayerImage,
  stage: BlobStage,
  tools: InstallTools,
  brought: Set<Digest>,
  action: LongAction,
): Promise<InstalledImage> {
  const layer = await stageLayer(image, stage, tools, action);
  brought.add(layer.diffId);
  const { created } = image.config;
  const step = {
    ...(created === undefined ? {} : { created }),
    createdBy: image.createdBy,
    comment: image.comment,
  };
  const config = await stage.put(
    formatImageConfig({
      ...image.config,
      diffIds: [layer.diffId],
      history: [{ ...step, emptyLayer: false }],
    }),
    {},
  );
  const manifest = await stage.put(formatManifest(config, [layer]), {});
  const references = image.reference === undefined ? [] : [image.reference];
  const staged = {
    id: config.digest,
    manifest: { ...manifest, mediaType: OCI_MANIFEST, annotations: {} },
    layers: [layer],
    references,
  };
  await installImages([staged], stage, tools, brought, action);
  return { id: config.digest, references };
}

/**
 * A plain tar is kept as gzip, the one form that every reader of layers knows (umoci 0.4 and older dockers know no
 * zstd), at its fastest level: most of the gain, a fraction of the time. What comes compressed stays as it is.
 */
async function stageLayer(
  image: SingleLayerImage,
  stage: BlobStage,
  tools: InstallTools,
  action: LongAction,
): Promise<StagedLayer> {
  const source = image.openTar();
  // A silent source (a terminal, a stuck pipe) must not outlive the wish to read it.
  if (action.signal !== undefined) addAbortSignal(action.signal, source);
  try {
    return await stageTar(source, image.what, stage, tools, action);
  } catch (error) {
    if (action.signal?.aborted) throw action.signal.reason;
    throw asCodedError(error, `read ${image.what}`);
  } finally {
    source.destroy();
  }
}

async function stageTar(
  source: Readable,
  what: string,
  stage: BlobStage,
  { layers: store, applyLayer }: InstallTools,
  action: LongAction,
): Promise<StagedLayer> {
  const { start, all } = await peek(source);
  if (start.length === 0) throw new CodedError("invalid", "empty-tar", `read ${what}: it is empty`);
  const compression = compressionOf(start);
  const { blob, unpacked } = await takeLayer(
    all,
    {
      put: (bytes, taking) => stage.put(compression === "none" ? gzipped(bytes) : bytes, { what }, taking),
      unpack: (bytes) =>
        applyLayer(
          { store, source: { stream: bytes }, below: [] },
          action.signal === undefined ? {} : { signal: action.signal },
        ),
    },
    action,
  );
  const mediaType = layerType(compression === "none" ? "gzip" : compression);
  return { ...blob, mediaType, diffId: unpacked.diffId, isVerified: true };
}

function gzipped(plain: Readable): Readable {
  const gzip = createGzip({ level: 1, chunkSize: 256 * 1024 });
  plain.on("error", (error) => gzip.destroy(error));
  gzip.on("close", () => plain.destroy());
  return plain.pipe(gzip);
}
