import { join } from "node:path";
import type { Digest } from "../../base/digest.ts";
import { CodedError } from "../../base/errors.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import { openBlobStore } from "../../image/blob-store.ts";
import { createImageReader } from "../../image/image-reader.ts";
import { platformOf } from "../../image/index.ts";
import type { ApplyLayer } from "../../image/layer/apply.ts";
import type { LayerStore } from "../../image/layer/layer-store.ts";
import type { LayerFigures } from "../../image/layer/summary.ts";
import { createNameIndex, type Exclusive } from "../../image/name-index.ts";
import type { Clock, ImagesContext } from "./context.ts";
import type { Images } from "./images.ts";
import { imageHistory, imageLayers, inspectImage } from "./inspect.ts";
import { listImages } from "./list.ts";
import { prepareImage, type ResolvedImage } from "./resolve.ts";
import { tagImage } from "./tag.ts";

export interface ImagesOptions {
  readonly root: StoreRoot;
  readonly layers: LayerStore;
  readonly applyLayer: ApplyLayer;
  /** A lock of this root's images alone: it is held while the index changes. */
  readonly exclusive: Exclusive;
  readonly usedBy: ImagesContext["usedBy"];
  readonly layersInUse: ImagesContext["layersInUse"];
  readonly changed: () => void;
  readonly clock: Clock;
}

export interface ImagesFamily {
  readonly images: Images;
  /** What a container is made from; sees to it that the layers are unpacked. Throws not-found with a hint. */
  resolve(ref: string): Promise<ResolvedImage>;
  /** Drops what killed processes left behind. For when a root is opened. */
  sweep(): Promise<void>;
}

/**
 * The images family over one root; makes the image store where it is missing. What only some calls need is loaded when
 * they come: who runs a container resolves its image and pays for no archive.
 */
export async function createImages(options: ImagesOptions): Promise<ImagesFamily> {
  const { root, layers, exclusive } = options;
  const blobs = await openBlobStore(join(root.dataDir, "images"));
  const machine = platformOf(process.arch);
  const context: ImagesContext = {
    ...options,
    blobs,
    machine,
    names: createNameIndex({ dir: blobs.dir, exclusive }),
    readImage: createImageReader(blobs, machine),
    figures: rememberFigures(layers),
  };
  return {
    images: {
      list: () => listImages(context),
      inspect: (ref) => inspectImage(context, ref),
      history: (ref) => imageHistory(context, ref),
      layers: (ref) => imageLayers(context, ref),
      tree: async (ref, view) => (await import("./tree.ts")).imageTree(context, ref, view),
      graph: async () => (await import("./graph.ts")).imageGraph(context),
      tag: (ref, name) => tagImage(context, ref, name),
      remove: async (ref, how) => (await import("./remove.ts")).removeImage(context, ref, how),
      load: async (source, action) => (await import("./load.ts")).loadImages(context, source, action),
      save: async (refs, destination, action) =>
        (await import("./save.ts")).saveImages(context, refs, destination, action),
      import: async (source, how, action) =>
        (await import("./import.ts")).importImage(context, source, how, action),
      starter: async (how, action) => (await import("./starter.ts")).makeStarter(context, how, action),
    },
    resolve: (ref) => prepareImage(context, ref),
    sweep: async () => (await import("./sweep.ts")).sweepImages(context),
  };
}

/** A layer never changes, so its figures are read once; one that is missing is looked for again. */
function rememberFigures(layers: LayerStore): ImagesContext["figures"] {
  const known = new Map<Digest, LayerFigures>();
  return async (chainId) => {
    const remembered = known.get(chainId);
    if (remembered !== undefined) return remembered;
    try {
      const figures = await layers.summary(chainId);
      known.set(chainId, figures);
      return figures;
    } catch (error) {
      if (error instanceof CodedError && error.code === "layer-not-found") return undefined;
      throw error;
    }
  };
}
