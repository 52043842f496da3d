import { join } from "node:path";
import type { Digest } from "../../base/digest.ts";
import { CodedError } from "../../base/errors.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import { createLayerStore, type LayerStore } from "../../image/layer/layer-store.ts";
import type { Tree } from "../../image/layer/tree.ts";
import { layersInUse, listContainers } from "../../state/containers.ts";
import type { Database } from "../../state/database.ts";
import type { ImageSource, LayerSource } from "../containers/context.ts";
import type { ChangeFeed } from "../events.ts";
import type { ImagesFamily } from "./create-images.ts";
import type { Images } from "./images.ts";

/** The images of a root as the other families see them, and the family itself. */
export interface ImageFloor {
  readonly family: Images;
  readonly source: ImageSource;
  readonly layers: LayerSource;
}

export interface ImageFloorOptions {
  readonly root: StoreRoot;
  readonly state: Database;
  readonly changes: ChangeFeed;
}

/** Nothing of it is loaded, and no folder made, before the first call that needs it. */
export function openImageFloor({ root, state, changes }: ImageFloorOptions): ImageFloor {
  const layers = createLayerStore({ dir: join(root.dataDir, "layers") });
  let opened: Promise<ImagesFamily> | undefined;
  const family = (): Promise<ImagesFamily> => {
    opened ??= openFamily({ root, state, changes }, layers);
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  return {
    family: {
      list: async () => (await family()).images.list(),
      inspect: async (ref) => (await family()).images.inspect(ref),
      history: async (ref) => (await family()).images.history(ref),
      layers: async (ref) => (await family()).images.layers(ref),
      tree: async (ref, view) => (await family()).images.tree(ref, view),
      tag: async (ref, name) => (await family()).images.tag(ref, name),
      remove: async (ref, how) => (await family()).images.remove(ref, how),
      load: async (source, action) => (await family()).images.load(source, action),
      save: async (refs, to, action) => (await family()).images.save(refs, to, action),
      import: async (source, how, action) => (await family()).images.import(source, how, action),
      starter: async (how, action) => (await family()).images.starter(how, action),
    },
    source: { resolve: async (ref) => (await family()).resolve(ref) },
    layers: layerSource(layers),
  };
}

async function openFamily(
  { root, state, changes }: ImageFloorOptions,
  layers: LayerStore,
): Promise<ImagesFamily> {
  const [{ createImages }, { applyLayer }, { createExclusive }] = await Promise.all([
    import("./create-images.ts"),
    import("../../image/layer/apply.ts"),
    import("../../state/exclusive.ts"),
  ]);
  return createImages({
    root,
    layers,
    applyLayer,
    exclusive: createExclusive(join(root.dataDir, "images.lock")),
    usedBy: (imageId) => state.read((tables) => listContainers(tables, { imageId }).map(({ id }) => id)),
    layersInUse: async () => state.read(layersInUse) as Digest[],
    changed: () => changes.publish(),
    clock: { now: Date.now, sourceDateEpoch: process.env.SOURCE_DATE_EPOCH },
  });
}

function layerSource(layers: LayerStore): LayerSource {
  const walk = async (dir: string): Promise<Tree> => {
    throw new CodedError(
      "unavailable",
      "no-walk",
      `read ${dir}: this build cannot read folders in overlay form yet`,
    );
  };
  return {
    dir: (chainId) => layers.dirOf(chainId).fsDir,
    isOpaque: async (chainId, path) => isOpaque(await layers.readTree(chainId), path),
    isOpaqueFolder: async () => false,
    changesOf: async (upperDir, chainIds) => {
      const { changesOf } = await import("../../image/layer/compare.ts");
      return changesOf(await walk(upperDir), await layers.readStack(chainIds));
    },
  };
}

function isOpaque({ entries }: Tree, path: string): boolean {
  return entries.some((entry) => entry.path === path && entry.opaque === true);
}
