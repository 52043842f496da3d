/** One path of a layer or of a stack of layers. Paths have no leading slash; the root is "". */
export interface TreeEntry {
  readonly path: string;
  readonly kind: EntryKind;
  /** Permission bits with setuid, setgid and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of a regular file; 0 for the others. A hard link has its target's. */
  readonly sizeBytes: number;
  /** Seconds since 1970; may have a fraction, may be negative. */
  readonly mtimeSeconds: number;
  /** Where a symlink points, or the path that a hard link shares its file with. */
  readonly linkTarget?: string;
  readonly device?: { readonly major: number; readonly minor: number };
  /** Of a directory: hides all that lower layers have in it. */
  readonly opaque?: boolean;
  /** Values in base64. */
  readonly xattrs?: Readonly<Record<string, string>>;
  /** In a stack: which layer the entry comes from, 0 the base. */
  readonly layer?: number;
}

export type EntryKind =
  | "file"
  | "directory"
  | "symlink"
  | "hardlink"
  | "character"
  | "block"
  | "fifo"
  /** Only in a layer: removes the path from the layers below. */
  | "whiteout";

/** Sorted so that a directory comes right before all that is in it. */
export interface Tree {
  readonly entries: readonly TreeEntry[];
}
