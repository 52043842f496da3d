/** One record of the stream between TypeScript and jailfs; runtime/native/entries.h has its binary form. */
export type EntryRecord =
  | WithAttributes<{ readonly op: "directory"; readonly opaque: boolean }>
  /** With `content`, `sizeBytes` bytes follow. */
  | WithAttributes<{ readonly op: "file"; readonly sizeBytes: number; readonly content: boolean }>
  | WithAttributes<{ readonly op: "symlink"; readonly target: string }>
  | WithAttributes<{
      readonly op: "character" | "block";
      readonly device: { readonly major: number; readonly minor: number };
    }>
  | WithAttributes<{ readonly op: "fifo" }>
  | { readonly op: "whiteout"; readonly path: string }
  | { readonly op: "end" }
  /** Of a directory made before; "" is the root. */
  | WithAttributes<{ readonly op: "attributes"; readonly opaque: boolean }>
  | { readonly op: "hardlink"; readonly path: string; readonly target: string }
  /** Makes a path as it is in a lower layer: a directory without its content, a file or symlink whole. */
  | { readonly op: "copy-up"; readonly path: string; readonly lower: number }
  | { readonly op: "opaque"; readonly path: string }
  | { readonly op: "remove"; readonly path: string; readonly directory: boolean }
  | { readonly op: "time"; readonly path: string; readonly mtime: FileTime }
  /** Gives a directory the time it has in a lower layer. */
  | { readonly op: "lower-time"; readonly path: string; readonly lower: number };

type WithAttributes<T> = T & { readonly path: string; readonly attributes: FileAttributes };

export interface FileAttributes {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: FileTime;
  readonly xattrs: ReadonlyMap<string, Buffer>;
  /** What its names share when a file has several; from walk only. */
  readonly inode?: bigint;
}

/** Exact, which a number of seconds is not. `seconds` may be negative, `nanoseconds` never is. */
export interface FileTime {
  readonly seconds: number;
  readonly nanoseconds: number;
}

export const ENTRY_MAGIC = "WJFS";
export const ENTRY_VERSION = 1;
export const ENTRY_BODY_MAX_BYTES = 1 << 20;

export const ENTRY_LETTERS = {
  directory: "D",
  file: "F",
  symlink: "L",
  character: "C",
  block: "B",
  fifo: "P",
  whiteout: "W",
  end: "E",
  attributes: "A",
  hardlink: "H",
  "copy-up": "U",
  opaque: "O",
  remove: "R",
  time: "T",
  "lower-time": "K",
} as const satisfies Record<EntryRecord["op"], string>;
