import { comparePaths } from "../../base/compare-paths.ts";
import { firstWhere } from "../../base/first-where.ts";
import type { ChangedPath } from "../../image/layer/compare.ts";
import type { TreeEntry } from "../../image/layer/tree.ts";

export type FileMark = "added" | "changed" | "removed" | "none";

/** A path, and what became of it. */
export interface MarkedEntry {
  readonly entry: TreeEntry;
  readonly mark: FileMark;
  /** By how much it grew; for models that compare two sides. */
  readonly deltaBytes?: number;
}

/**
 * What a layer does to the stack below it: all that it brings, and each path that it takes away, as it was. Both in
 * tree order, and so is the result. What it leaves alone is leapt over.
 */
export function* layerMarks(own: readonly TreeEntry[], below: readonly TreeEntry[]): Generator<MarkedEntry> {
  let at = 0;
  /** The outermost directory around the present path of which nothing shows through. */
  let hidden: string | undefined;
  const isHidden = ({ path }: TreeEntry): boolean => hidden !== undefined && path.startsWith(hidden);

  for (const entry of own) {
    const next = firstWhere(below, at, ({ path }) => comparePaths(path, entry.path) >= 0);
    for (; at < next && isHidden(below[at]!); at += 1) yield { entry: below[at]!, mark: "removed" };
    at = next;
    if (!isHidden(entry)) hidden = undefined;
    const old = below[at]?.path === entry.path ? below[at] : undefined;
    if (old !== undefined) at += 1;
    if (hidden === undefined && old?.kind === "directory" && hides(entry)) {
      hidden = entry.path === "" ? "" : `${entry.path}/`;
    }
    yield entry.kind === "whiteout"
      ? { entry: old ?? entry, mark: "removed" }
      : { entry, mark: markOf(entry, old) };
  }
  for (; at < below.length && isHidden(below[at]!); at += 1) yield { entry: below[at]!, mark: "removed" };
}

/** What a container changed against its image. */
export function* changeMarks(changes: readonly ChangedPath[]): Generator<MarkedEntry> {
  for (const { path, change, entry } of changes) yield { entry: { ...entry, path }, mark: change };
}

/** A whole stack with what was done to it marked, and with what was taken away. Both in tree order. */
export function* marksOver(
  stack: readonly TreeEntry[],
  marks: Iterable<MarkedEntry>,
): Generator<MarkedEntry> {
  let at = 0;
  for (const marked of marks) {
    for (; at < stack.length && comparePaths(stack[at]!.path, marked.entry.path) < 0; at += 1) {
      yield { entry: stack[at]!, mark: "none" };
    }
    if (stack[at]?.path === marked.entry.path) at += 1;
    yield marked;
  }
  for (; at < stack.length; at += 1) yield { entry: stack[at]!, mark: "none" };
}

/** Whether nothing that lower layers have in the directory shows any more, though it is still one, or is gone. */
function hides({ kind, opaque }: TreeEntry): boolean {
  return kind === "whiteout" || (kind === "directory" && opaque === true);
}

function markOf(entry: TreeEntry, old: TreeEntry | undefined): FileMark {
  if (old === undefined) return "added";
  if (entry.kind !== "directory" || old.kind !== "directory") return "changed";
  // Layers carry the folders on the way to what they change; such a folder is no change of its own.
  return entry.mode === old.mode && entry.uid === old.uid && entry.gid === old.gid ? "none" : "changed";
}
