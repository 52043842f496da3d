import { join } from "node:path";
import type { Digest } from "../../base/digest.ts";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { inTurns } from "../../base/steps.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import type { LayerStore } from "../../image/layer/layer-store.ts";
import { layersInUse, listContainers } from "../../state/containers.ts";
import type { Database } from "../../state/database.ts";
import type { Exclusive } from "../../state/exclusive.ts";
import { type Reserve, withReserve } from "../../state/reserve.ts";
import type { ImageSource, LayerSource, ResolvedImage } from "../containers/context.ts";
import type { ChangeFeed } from "../events.ts";
import { once } from "../once.ts";
import type { ImagesFamily } from "./create-images.ts";
import type { Images } from "./images.ts";

/** The images of a root as the other families see them, and the family itself. */
export interface ImageFloor {
  readonly family: Images;
  readonly source: ImageSource;
  readonly layers: LayerSource;
  readonly store: () => Promise<LayerStore>;
}

export interface ImageFloorOptions {
  readonly root: StoreRoot;
  readonly state: Database;
  /** Disk space that removing may use. */
  readonly reserve: Reserve;
  readonly changes: ChangeFeed;
  /** Takes in which containers have ended: what is to go with its exit uses no image any more. */
  readonly settled: () => Promise<unknown>;
  /** Takes work that nobody waits for now. */
  readonly later: (work: Promise<unknown>) => void;
}

/** Nothing of it is loaded, and no folder made, before the first call that needs it. */
export function openImageFloor({
  root,
  state,
  reserve,
  changes,
  settled,
  later,
}: ImageFloorOptions): ImageFloor {
  const layers = once(async () => {
    const { createLayerStore } = await import("../../image/layer/layer-store.ts");
    return createLayerStore({ dir: join(root.dataDir, "layers") });
  });
  const lock = once(async () => {
    const { createExclusive } = await import("../../state/exclusive.ts");
    return createExclusive(join(root.dataDir, "images.lock"));
  });
  const exclusive: Exclusive = async (work, options) => (await lock())(work, options);
  const family = once(async () => openFamily({ root, state, changes }, await layers(), exclusive));
  /** Who asks for images also clears away what a killed wherry left of some; who starts a container does not wait. */
  let sweeping: Promise<void> | undefined;
  const swept = async (): Promise<ImagesFamily> => {
    const open = family();
    sweeping ??= open.then(({ sweep }) => sweep());
    later(sweeping);
    return open;
  };
  return {
    family: {
      list: async () => (await swept()).images.list(),
      inspect: async (ref) => (await swept()).images.inspect(ref),
      history: async (ref) => (await swept()).images.history(ref),
      layers: async (ref) => (await swept()).images.layers(ref),
      tree: async (ref, view) => (await swept()).images.tree(ref, view),
      graph: async () => (await swept()).images.graph(),
      tag: async (ref, name) => (await swept()).images.tag(ref, name),
      remove: (ref, how) =>
        withReserve(
          async () => {
            await settled();
            return (await swept()).images.remove(ref, how);
          },
          reserve,
          isFullError,
        ),
      load: async (source, action) => (await swept()).images.load(source, action),
      save: async (refs, to, action) => (await swept()).images.save(refs, to, action),
      import: async (source, how, action) => (await swept()).images.import(source, how, action),
      starter: async (how, action) => (await swept()).images.starter(how, action),
    },
    source: {
      resolve: async (ref) => (await family()).resolve(ref),
      keep: (image, work) =>
        // Layers go under this lock alone, so what is there now stays until `work` has written down who uses it.
        exclusive(async () => {
          const { has } = await layers();
          for (const chainId of image.chainIds) if (!(await has(chainId))) throw removedMeanwhile(image);
          return work();
        }),
    },
    layers: layerSource(layers),
    store: layers,
  };
}

async function openFamily(
  { root, state, changes }: Omit<ImageFloorOptions, "settled" | "later" | "reserve">,
  layers: LayerStore,
  exclusive: Exclusive,
): Promise<ImagesFamily> {
  const { createImages } = await import("./create-images.ts");
  return createImages({
    root,
    layers,
    applyLayer: async (request, action) =>
      (await import("../../image/layer/apply.ts")).applyLayer(request, action),
    exclusive,
    usedBy: (imageId) => state.read((tables) => listContainers(tables, { imageId }).map(({ id }) => id)),
    layersInUse: async () => state.read(layersInUse) as Digest[],
    changed: () => changes.publish(),
    clock: { now: Date.now, sourceDateEpoch: process.env.SOURCE_DATE_EPOCH },
  });
}

function layerSource(store: () => Promise<LayerStore>): LayerSource {
  return {
    dirs: async (chainIds) => {
      const { dirOf } = await store();
      return chainIds.map((chainId) => dirOf(chainId).fsDir);
    },
    isOpaque: async (chainId, path) => (await store()).isOpaque(chainId, path),
    isOpaqueFolder: async (dir, path) => {
      const { walkEntries } = await import("../../image/layer/walk.ts");
      // The first entry is the directory itself, and all that is asked for.
      for await (const { entry } of walkEntries(join(dir, path), { content: false })) {
        return entry.opaque === true;
      }
      return false;
    },
    changesOf: async (upperDir, chainIds) => {
      const { changesOf } = await import("../../image/layer/compare.ts");
      const { walkFolder } = await import("../../image/layer/walk.ts");
      const upper = await walkFolder(upperDir);
      return inTurns(changesOf(upper, await (await store()).readStack(chainIds)));
    },
  };
}

function isFullError(error: unknown): boolean {
  return asCodedError(error, "remove image").code === "disk-full";
}

function removedMeanwhile({ reference }: ResolvedImage): CodedError {
  return new CodedError("not-found", "image-removed", `use image ${reference}: it was removed meanwhile`, {
    hint: "load or make it again",
  });
}
