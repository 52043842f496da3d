import { refusedPath } from "./entry-path.ts";

/** What the last name of a tar entry says, by the marks of image-spec's layer.md. */
export type Whiteout =
  | { readonly kind: "none" }
  /** Hide everything that lower layers have in the directory. */
  | { readonly kind: "opaque" }
  /** Remove this name. */
  | { readonly kind: "removed"; readonly name: string }
  /** AUFS's own bookkeeping, which old images still carry. */
  | { readonly kind: "ignored" };

const PREFIX = ".wh.";

/** Reads a name. Throws `invalid` for a mark that removes nothing, or a directory itself or its parent. */
export function parseWhiteout(name: string, path: string): Whiteout {
  if (!name.startsWith(PREFIX)) return { kind: "none" };
  if (name === OPAQUE_NAME) return { kind: "opaque" };
  if (name.startsWith(PREFIX + PREFIX)) return { kind: "ignored" };
  const removed = name.slice(PREFIX.length);
  if (removed === "" || removed === "." || removed === "..") {
    throw refusedPath(path, "a whiteout must name what it removes");
  }
  return { kind: "removed", name: removed };
}

/** The tar name of a mark for a path that is removed. */
export function whiteoutName(path: string): string {
  const slash = path.lastIndexOf("/") + 1;
  return `${path.slice(0, slash)}${PREFIX}${path.slice(slash)}`;
}

/** The tar name, inside a directory, of the mark that makes it opaque. */
export const OPAQUE_NAME = ".wh..wh..opq";
