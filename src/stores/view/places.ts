import type { FileView } from "../files/visible-rows.ts";

/** Where the person stands in a tree of files. */
export interface FilePlace extends FileView {
  readonly cursor: number;
}
