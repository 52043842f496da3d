import { isDeepStrictEqual } from "node:util";
import type { ContainerDetails } from "../engine/containers/containers.ts";
import type { ImageDetails, LayerSummary } from "../engine/images/images.ts";
import type { EngineDoor } from "./engine-door.ts";
import { changesModel, type FileModel, layerModel, stackModel } from "./files/file-model.ts";
import { createKeyedStore, type KeyedStore } from "./keyed-store.ts";

/** What is fetched only when someone looks at it. */
export interface Details {
  /** By image id; base first. */
  readonly layers: KeyedStore<readonly LayerSummary[]>;
  /** By `fileKey`. */
  readonly files: KeyedStore<FileModel>;
  /** By container id. */
  readonly containers: KeyedStore<ContainerDetails>;
  /** By image id. */
  readonly images: KeyedStore<ImageDetails>;
}

export type FileSource =
  | { readonly of: "image"; readonly imageId: string }
  | { readonly of: "layer"; readonly imageId: string; readonly index: number }
  | { readonly of: "container"; readonly containerId: string };

export function fileKey(source: FileSource): string {
  switch (source.of) {
    case "image":
      return `image ${source.imageId}`;
    case "layer":
      return `layer ${source.imageId} ${source.index}`;
    case "container":
      return `container ${source.containerId}`;
  }
}

export function isContainerFileKey(key: string): boolean {
  return key.startsWith("container ");
}

export function createDetails(door: EngineDoor): Details {
  const loadFiles = async (key: string): Promise<FileModel> => {
    const engine = await door.engine();
    const [of, id = "", index = "0"] = key.split(" ");
    if (of === "container") return changesModel(await engine.containers.changes(id));
    if (of === "image") return stackModel((await engine.images.tree(id, { view: "stack" })).entries);
    const layer = Number(index);
    const own = await engine.images.tree(id, { layer, view: "layer" });
    const below =
      layer === 0 ? [] : (await engine.images.tree(id, { layer: layer - 1, view: "stack" })).entries;
    return layerModel(own.entries, below);
  };

  return {
    layers: createKeyedStore({
      doing: "list layers",
      load: async (id) => (await door.engine()).images.layers(id),
      limit: 64,
      same: isDeepStrictEqual,
    }),
    files: createKeyedStore({ doing: "read files", load: loadFiles, limit: 6, same: isDeepStrictEqual }),
    containers: createKeyedStore({
      doing: "inspect container",
      load: async (id) => (await door.engine()).containers.inspect(id),
      limit: 32,
      same: isDeepStrictEqual,
    }),
    images: createKeyedStore({
      doing: "inspect image",
      load: async (id) => (await door.engine()).images.inspect(id),
      limit: 32,
      same: isDeepStrictEqual,
    }),
  };
}
