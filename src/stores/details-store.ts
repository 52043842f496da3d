import { isDeepStrictEqual } from "node:util";
import { inTurns } from "../base/steps.ts";
import type { ContainerDetails } from "../engine/containers/containers.ts";
import type { ContainerIsolation } from "../engine/containers/isolation.ts";
import type { FilesOf } from "../engine/files/files.ts";
import type { ImageDetails, ImageLayers, LayerSummary } from "../engine/images/images.ts";
import type { Waste } from "../image/layer/waste.ts";
import type { EngineDoor } from "./engine-door.ts";
import { comparisonModel, type FileModel, markedModel, stackModel } from "./files/file-model.ts";
import { changeMarks, layerMarks, type MarkedEntry, marksOver } from "./files/marks.ts";
import { sameModel } from "./files/same-model.ts";
import { createKeyedStore, type KeyedStore } from "./keyed-store.ts";

/** What is fetched only when someone looks at it. */
export interface Details {
  /** By image id; base first. */
  readonly layers: KeyedStore<readonly LayerSummary[]>;
  /** By `fileKey`. */
  readonly files: KeyedStore<FileModel>;
  /** By container id. */
  readonly containers: KeyedStore<ContainerDetails>;
  /** By container id. */
  readonly isolation: KeyedStore<ContainerIsolation>;
  /** By image id. */
  readonly images: KeyedStore<ImageDetails>;
  /** By `fileKey` of an image or a container. */
  readonly waste: KeyedStore<Waste>;
  /** Bytes of files that a container has in its upper directory, by its id. */
  readonly written: KeyedStore<number>;
  /** All images with their layers; there is one, under `GRAPH`. */
  readonly graph: KeyedStore<readonly ImageLayers[]>;
}

export const GRAPH = "all";

export type FileSource =
  | Thing
  | { readonly of: "volume"; readonly name: string }
  /** All that is seen from there down, with what it changed itself marked. */
  | { readonly of: "whole"; readonly thing: Thing }
  /** What differs between two things. */
  | { readonly of: "comparison"; readonly before: Thing; readonly after: Thing };

/** Something that has files. */
export type Thing =
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
    case "whole":
      return `whole ${fileKey(source.thing)}`;
    case "comparison":
      return `${fileKey(source.before)} -> ${fileKey(source.after)}`;
    case "volume":
      return `volume ${source.name}`;
  }
}

/** The other way: the key's source. */
export function fileSource(key: string): FileSource {
  const [before = "", after] = key.split(" -> ");
  if (after !== undefined) return { of: "comparison", before: thingOf(before), after: thingOf(after) };
  if (before.startsWith("volume ")) return { of: "volume", name: before.slice(7) };
  return before.startsWith("whole ") ? { of: "whole", thing: thingOf(before.slice(6)) } : thingOf(before);
}

function thingOf(key: string): Thing {
  const [of, id = "", index = "0"] = key.split(" ");
  if (of === "container") return { of, containerId: id };
  return of === "layer" ? { of, imageId: id, index: Number(index) } : { of: "image", imageId: id };
}

/** The same, as the engine asks for files. */
export function filesOf(thing: Thing): FilesOf {
  switch (thing.of) {
    case "image":
      return { of: "image", ref: thing.imageId };
    case "layer":
      return { of: "layer", ref: thing.imageId, layer: thing.index };
    case "container":
      return { of: "container", ref: thing.containerId };
  }
}

/** Whether what a container writes can change what is under the key. */
export function isContainerFileKey(key: string): boolean {
  return key.includes("container ");
}

export function createDetails(door: EngineDoor): Details {
  const marksOf = async (thing: Thing): Promise<Iterable<MarkedEntry>> => {
    const { containers, images } = await door.engine();
    if (thing.of === "image") return [];
    if (thing.of === "container") return changeMarks(await containers.changes(thing.containerId));
    const { imageId, index: layer } = thing;
    const below =
      layer === 0 ? [] : (await images.tree(imageId, { layer: layer - 1, view: "stack" })).entries;
    return layerMarks((await images.tree(imageId, { layer, view: "layer" })).entries, below);
  };
  const loadFiles = async (key: string): Promise<FileModel> => {
    const { images, files, volumes } = await door.engine();
    const source = fileSource(key);
    switch (source.of) {
      case "container":
      case "layer":
        return inTurns(markedModel(await marksOf(source)));
      case "whole": {
        const marks = await marksOf(source.thing);
        return inTurns(markedModel(marksOver((await files.tree(filesOf(source.thing))).entries, marks)));
      }
      case "image":
        return inTurns(stackModel((await images.tree(source.imageId, { view: "stack" })).entries));
      case "volume":
        return inTurns(stackModel((await volumes.tree(source.name)).entries));
      case "comparison":
        return inTurns(comparisonModel(await files.compare(filesOf(source.before), filesOf(source.after))));
    }
  };

  return {
    layers: createKeyedStore({
      doing: "list layers",
      load: async (id) => (await door.engine()).images.layers(id),
      limit: 64,
      same: isDeepStrictEqual,
    }),
    files: createKeyedStore({
      doing: "read files",
      load: loadFiles,
      limit: 6,
      same: (a, b) => inTurns(sameModel(a, b)),
    }),
    waste: createKeyedStore({
      doing: "count the waste",
      load: async (key) => (await door.engine()).files.waste(filesOf(thingOf(key))),
      limit: 16,
      same: isDeepStrictEqual,
    }),
    written: createKeyedStore({
      doing: "count what the container has written",
      load: async (id) => (await door.engine()).files.writtenBytes(id),
      limit: 64,
      same: Object.is,
    }),
    graph: createKeyedStore({
      doing: "read the layers of all images",
      load: async () => (await door.engine()).images.graph(),
      limit: 1,
      same: isDeepStrictEqual,
    }),
    containers: createKeyedStore({
      doing: "inspect container",
      load: async (id) => (await door.engine()).containers.inspect(id),
      limit: 32,
      same: isDeepStrictEqual,
    }),
    isolation: createKeyedStore({
      doing: "look into the container",
      load: async (id) => (await door.engine()).containers.isolation(id),
      limit: 16,
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
