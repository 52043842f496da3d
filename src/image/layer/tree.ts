import { comparePaths } from "../../base/compare-paths.ts";

/** One path of a layer or of a stack of layers. Paths have no leading slash; the root is "". */
export interface TreeEntry {
  /** Bytes that are not UTF-8 stand as lone surrogates: see path-bytes.ts. */
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

/** Sorted so that a directory comes right before all that is in it (`comparePaths`). */
export interface Tree {
  readonly entries: readonly TreeEntry[];
}

/** The entry at a path, or undefined. */
export function findEntry(tree: Tree, path: string): TreeEntry | undefined {
  const entry = tree.entries[firstAtOrAfter(tree, path)];
  return entry?.path === path ? entry : undefined;
}

/** What lies directly in a directory, in order. */
export function childrenOf(tree: Tree, path: string): TreeEntry[] {
  const prefix = path === "" ? "" : `${path}/`;
  const children: TreeEntry[] = [];
  for (let i = firstAtOrAfter(tree, path); i < tree.entries.length; i += 1) {
    const entry = tree.entries[i]!;
    if (entry.path === path) continue;
    if (!entry.path.startsWith(prefix)) break;
    if (!entry.path.includes("/", prefix.length)) children.push(entry);
  }
  return children;
}

/** Bytes of the regular files under each directory, the root included. A file with many names counts once. */
export function directorySizes(tree: Tree): Map<string, number> {
  const sizes = new Map<string, number>([["", 0]]);
  for (const { kind, path, sizeBytes } of tree.entries) {
    if (kind === "directory") sizes.set(path, sizes.get(path) ?? 0);
    if (kind !== "file") continue;
    for (let parent: string | undefined = parentOf(path); parent !== undefined; parent = parentOf(parent)) {
      sizes.set(parent, (sizes.get(parent) ?? 0) + sizeBytes);
    }
  }
  return sizes;
}

/** The directory a path lies in; undefined for the root. */
export function parentOf(path: string): string | undefined {
  if (path === "") return undefined;
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

function firstAtOrAfter({ entries }: Tree, path: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePaths(entries[middle]!.path, path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
