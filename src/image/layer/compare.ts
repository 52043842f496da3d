import { comparePaths } from "../../base/compare-paths.ts";
import type { Steps } from "../../base/steps.ts";
import { putOn, settleStack, touchedBy } from "./merge.ts";
import type { Tree, TreeEntry } from "./tree.ts";

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
export function* compareTrees(before: Tree, after: Tree): Steps<ChangedPath[]> {
  const changes: ChangedPath[] = [];
  /** The directories around the present path, the outermost first, that are not named yet. */
  const around: TreeEntry[] = [];
  let gone: string | undefined;
  let steps = 0;
  const add = (change: ChangedPath): void => {
    for (const entry of around.splice(0)) changes.push({ path: entry.path, change: "changed", entry });
    changes.push(change);
  };
  for (const [old, now] of pairs(before.entries, after.entries)) {
    steps += 1;
    if (steps % STEP === 0) yield;
    const path = (now ?? old!).path;
    if (path === "") continue;
    while (around.length > 0 && !path.startsWith(`${around.at(-1)!.path}/`)) around.pop();
    if (now === undefined) {
      const inGone = gone !== undefined && path.startsWith(gone);
      if (!inGone) add({ path, change: "removed", entry: old! });
      if (!inGone) gone = `${path}/`;
    } else if (old === undefined) {
      add({ path, change: "added", entry: now });
    } else if (!sameEntry(old, now)) {
      add({ path, change: "changed", entry: now });
      // What lay in a directory that is something else now went with it.
      if (old.kind === "directory" && now.kind !== "directory") gone = `${path}/`;
    } else if (now.kind === "directory") {
      around.push(now);
    }
  }
  return changes;
}

const STEP = 2000;

/** What an upper directory (overlay form, as `walkFolder` reads it) changes in the stack below it. */
export function* changesOf(upper: Tree, below: Tree): Steps<ChangedPath[]> {
  const touched = yield* touchedBy(upper, below.entries);
  const merged = settleStack(yield* putOn(yield* putOn([], { entries: touched }, 0), upper, 1));
  const changes = yield* compareTrees({ entries: touched }, merged);
  const hiding = new Set(upper.entries.flatMap(({ path, opaque }) => (opaque ? [path] : [])));
  // A new directory is opaque too, but has nothing below it to hide.
  const hidden = touched.filter(({ kind, path }) => kind === "directory" && hiding.has(path));
  if (hidden.length === 0) return changes;
  const hides = new Set(hidden.map(({ path }) => path));
  return changes.map((one) =>
    hides.has(one.path) ? { ...one, entry: { ...one.entry, opaque: true } } : one,
  );
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
