import type { Tree, TreeEntry } from "../../image/layer/tree.ts";
import type { Waste } from "../../image/layer/waste.ts";

/** The files family: what stands in images, layers and containers, read without running or mounting anything. */
export interface Files {
  /** All that a process in there would see. */
  tree(of: FilesOf): Promise<Tree>;
  /**
   * Opens a file as a process in there would; its symlinks are followed inside. Throws not-found, or invalid for what
   * is no regular file.
   */
  open(of: FilesOf, path: string): Promise<OpenedFile>;
  /**
   * Writes a copy of a file to the host, with its permission bits (never setuid or setgid). Throws conflict when
   * something stands at the destination; into a directory, or behind a slash, it goes under its own name.
   */
  copyOut(of: FilesOf, path: string, destination: string): Promise<{ readonly path: string }>;
  /** What differs between any two. Files that look the same but come from different layers are compared byte by byte. */
  compare(
    before: FilesOf,
    after: FilesOf,
    options?: { readonly signal?: AbortSignal },
  ): Promise<PathDifference[]>;
  /** What its layers carry without showing it, file by file. A container's own directory counts as one more layer, the last. */
  waste(of: FilesOf): Promise<Waste>;
  /** Bytes of the regular files that a container has in its own directory now. */
  writtenBytes(ref: string): Promise<number>;
}

/** Whose files: of a layer, those of the stack up to and including it; `layer` counts from 0, the base. */
export type FilesOf =
  | { readonly of: "image"; readonly ref: string }
  | { readonly of: "layer"; readonly ref: string; readonly layer: number }
  | { readonly of: "container"; readonly ref: string };

/** A file that stays as it was opened, even if its image goes. */
export interface OpenedFile extends AsyncDisposable {
  /** Where it really stands, behind all symlinks. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly mode: number;
  /** Fewer bytes than asked for at the end of the file only. */
  read(offset: number, lengthBytes: number): Promise<Buffer>;
}

/** One path on both sides; at least one of them is there. */
export interface PathDifference {
  readonly path: string;
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}
