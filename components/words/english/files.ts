import { counted } from "./plural.ts";

/** Trees of files. */
export const files = {
  reading: "reading files…",
  noMatch: (filter: string) => `No path holds "${filter}".`,
  noChanges: "It has changed no file of its image.",
  noFiles: "There are no files in it.",
  whole: "whole stack",
  orders: { name: "by name", size: "by size", path: "by path" },
  total: (count: number, size: string) => `${counted(count, "file", "files")}, ${size}`,
  removed: (count: number) => `${count} removed`,
};

/** A file that is looked at. */
export const viewer = {
  reading: "reading…",
  empty: "The file is empty.",
  sameText: "Its text is the same; mode, owner or time differ.",
  strange: (count: number) => `${counted(count, "character", "characters")} not UTF-8`,
  onlyFirst: (size: string) => `the first ${size} only; {viewer.copy-out} copies it out`,
};

export const waste = {
  counting: "counting…",
  none: "Nothing in it is overwritten or removed by a later layer.",
  noneHidden: "It has overwritten or removed nothing of its image.",
  /** Bytes, how many copies, the layers that have them, the layers that overwrote or removed them, the path. */
  columns: { bytes: "BYTES", copies: "COPIES", carried: "IN LAYER", hidden: "GONE IN", path: "PATH" },
  efficiency: (percent: string, wasted: string) => `efficiency ${percent} %, ${wasted} wasted`,
  /** The same, when only a part of all that is wasted is listed. */
  partial: (percent: string, part: string, wasted: string) => `efficiency ${percent} %, ${part} of ${wasted}`,
};

export const history = {
  reading: "reading layers…",
  none: "No image has a layer.",
};

export const compare = {
  title: (before: string, after: string) => `${before} -> ${after}`,
  same: "There is no difference.",
  layerOf: (number: number, image: string) => `${image} layer ${number}`,
  chosen: (name: string) => `${name} is chosen to be compared with.`,
  chooseFirst:
    "{images.compare} on an image or layer, or {containers.compare} on a container, chooses what to compare with.",
  chooseSecond: "The same key on another one compares the two.",
  noMore: "nothing is chosen to be compared with any more",
};
