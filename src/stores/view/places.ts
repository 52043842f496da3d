import type { FileView } from "../files/visible-rows.ts";
import type { Selection } from "./selection.ts";

/** Where the person stands in a tree of files. */
export interface FilePlace extends FileView {
  /** By path: rows come and go above it in what a running container changes. */
  readonly cursor: Selection;
}

/** Where the person stands in a tree of values. */
export interface InspectPlace {
  /** The value that the cursor is on. */
  readonly path: string;
  /** Paths of the values that hide what is in them. */
  readonly folded: ReadonlySet<string>;
  readonly search: string;
}

export const NOT_INSPECTED: InspectPlace = { path: "", folded: new Set(), search: "" };
