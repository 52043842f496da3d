import { mergeTrees, touchedBy } from "./merge.ts";
import type { Tree, TreeEntry } from "./tree.ts";
import { comparePaths, parentOf } from "./tree.ts";

/** A path of the stack after a change, marked as Docker's diff does: added, changed, removed (A, C, D). */
export interface ChangedPath {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  /** The entry after the change; for `removed`, the one before. */
  readonly entry: TreeEntry;
}

/**
 * The difference of two merged trees, in their order. Of a directory that is gone only the directory is named.
 * A directory with a change in it counts as changed; the root is never named.
 */
export function compareTrees(before: Tree, after: Tree): ChangedPath[] {
  const changes = new Map<string, ChangedPath>();
  let gone: string | undefined;
  for (const [old, now] of pairs(before.entries, after.entries)) {
    const path = (now ?? old!).path;
    if (path === "") continue;
    if (now === undefined) {
      const inGone = gone !== undefined && path.startsWith(gone);
      if (!inGone) changes.set(path, { path, change: "removed", entry: old! });
      if (!inGone) gone = `${path}/`;
    } else if (old === undefined) {
      changes.set(path, { path, change: "added", entry: now });
    } else if (!sameEntry(old, now)) {
      changes.set(path, { path, change: "changed", entry: now });
      // What lay in a directory that is something else now went with it.
      if (old.kind === "directory" && now.kind !== "directory") gone = `${path}/`;
    }
  }
  nameParents(changes, after);
  return [...changes.values()].sort((left, right) => comparePaths(left.path, right.path));
}

/** What an upper directory (overlay form, as `walkFolder` reads it) changes in the stack below it. */
export function changesOf(upper: Tree, below: Tree): ChangedPath[] {
  const touched = { entries: touchedBy(upper, below.entries) };
  return compareTrees(touched, mergeTrees([touched, upper]));
}

/** A path whose two sides are not the same, or may not be: what `before` has there, and what `after` has. */
export interface PathPair {
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
  /** They look the same, but are two files: only their bytes can tell. */
  readonly unsure: boolean;
}

/**
 * All paths of two merged trees that differ, also each one in a directory that is only on one side. `isSameFile` says
 * of two files that look the same whether they come from one layer.
 */
export function* differingPairs(
  before: Tree,
  after: Tree,
  isSameFile: (before: TreeEntry, after: TreeEntry) => boolean,
): Generator<PathPair> {
  for (const [old, now] of pairs(before.entries, after.entries)) {
    if ((now ?? old!).path === "") continue;
    const looksSame = old !== undefined && now !== undefined && sameEntry(old, now);
    if (!looksSame) yield { before: old, after: now, unsure: false };
    else if (plainKind(now) === "file" && now.sizeBytes > 0 && !isSameFile(old, now)) {
      yield { before: old, after: now, unsure: true };
    }
  }
}

/** Both sides of a merge of two sorted lists, path by path. */
function* pairs(
  before: readonly TreeEntry[],
  after: readonly TreeEntry[],
): Generator<readonly [TreeEntry | undefined, TreeEntry | undefined]> {
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]];
    const order = old === undefined ? 1 : now === undefined ? -1 : comparePaths(old.path, now.path);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
    yield [order <= 0 ? old : undefined, order >= 0 ? now : undefined];
  }
}

/** Times of directories are left out: they move with every change inside, which is named on its own. */
function sameEntry(old: TreeEntry, now: TreeEntry): boolean {
  const kind = plainKind(now);
  return (
    plainKind(old) === kind &&
    old.mode === now.mode &&
    old.uid === now.uid &&
    old.gid === now.gid &&
    (kind === "directory" || old.mtimeSeconds === now.mtimeSeconds) &&
    old.sizeBytes === now.sizeBytes &&
    (kind !== "symlink" || old.linkTarget === now.linkTarget) &&
    old.device?.major === now.device?.major &&
    old.device?.minor === now.device?.minor &&
    sameXattrs(old.xattrs, now.xattrs)
  );
}

/** Which of its names a hard link stands under says nothing about the file. */
function plainKind({ kind }: TreeEntry): string {
  return kind === "hardlink" ? "file" : kind;
}

function sameXattrs(old: TreeEntry["xattrs"] = {}, now: TreeEntry["xattrs"] = {}): boolean {
  const names = Object.keys(old);
  return names.length === Object.keys(now).length && names.every((name) => old[name] === now[name]);
}

function nameParents(changes: Map<string, ChangedPath>, after: Tree): void {
  const parents = new Set<string>();
  for (const path of changes.keys()) {
    for (let parent = parentOf(path); parent; parent = parentOf(parent)) {
      if (parents.has(parent)) break;
      parents.add(parent);
    }
  }
  for (const entry of after.entries) {
    if (parents.has(entry.path) && !changes.has(entry.path)) {
      changes.set(entry.path, { path: entry.path, change: "changed", entry });
    }
  }
}
