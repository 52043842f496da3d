import { comparePaths } from "../../../../src/base/compare-paths.ts";
import type { Tree, TreeEntry } from "../../../../src/image/layer/tree.ts";

/** An entry with plain attributes, for tests. */
export function entry(path: string, rest: Partial<TreeEntry> = {}): TreeEntry {
  const kind = rest.kind ?? "file";
  return {
    path,
    kind,
    mode: kind === "directory" ? 0o755 : 0o644,
    uid: 0,
    gid: 0,
    sizeBytes: 0,
    mtimeSeconds: 1,
    ...rest,
  };
}

export function directory(path: string, rest: Partial<TreeEntry> = {}): TreeEntry {
  return entry(path, { kind: "directory", ...rest });
}

export function whiteout(path: string): TreeEntry {
  return entry(path, { kind: "whiteout", mode: 0 });
}

export function tree(...entries: TreeEntry[]): Tree {
  return { entries: entries.toSorted((left, right) => comparePaths(left.path, right.path)) };
}

export function paths(of: Tree): string[] {
  return of.entries.map(({ path }) => path);
}
