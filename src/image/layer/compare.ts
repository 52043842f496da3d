import type { TreeEntry } from "./tree.ts";

/** A path of the stack after a change, marked as Docker's diff does: added, changed, removed (A, C, D). */
export interface ChangedPath {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  /** The entry after the change; for `removed`, the one before. */
  readonly entry: TreeEntry;
}
