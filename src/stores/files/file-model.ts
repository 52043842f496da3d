import { comparePaths } from "../../base/compare-paths.ts";
import type { Steps } from "../../base/steps.ts";
import type { PathDifference } from "../../engine/files/files.ts";
import type { ChangedPath } from "../../image/layer/compare.ts";
import type { TreeEntry } from "../../image/layer/tree.ts";

export type FileMark = "added" | "changed" | "removed" | "none";

/** One path of a tree, made ready to be shown. */
export interface FileNode {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly isDirectory: boolean;
  readonly mark: FileMark;
  /** A directory that hides all that lower layers have in it. */
  readonly opaque: boolean;
  /** Of a directory: all that is in it. What was removed has none any more. */
  readonly sizeBytes: number;
  /** Position behind the last node in it; its own position plus one when there is nothing in it. */
  readonly end: number;
  /** Whether it, or anything in it, is marked. */
  readonly touched: boolean;
  readonly entry: TreeEntry | undefined;
}

/** All paths in tree order: a directory comes right before all that is in it. */
export interface FileModel {
  readonly nodes: readonly FileNode[];
  readonly fileCount: number;
  readonly sizeBytes: number;
  /** Sizes say by how much something grew from one side to the other. */
  readonly compares: boolean;
}

export interface MarkedEntry {
  readonly entry: TreeEntry;
  readonly mark: FileMark;
  /** By how much it grew; for models that compare two sides. */
  readonly deltaBytes?: number;
}

/** The files of a stack: nothing is marked. */
export function* stackModel(entries: readonly TreeEntry[]): Steps<FileModel> {
  return yield* modelSteps(marked(entries, () => "none"));
}

/** The files of one layer, each marked by what it does to the stack below. Both in tree order. */
export function* layerModel(entries: readonly TreeEntry[], below: readonly TreeEntry[]): Steps<FileModel> {
  let at = 0;
  const isBelow = (path: string): boolean => {
    while (at < below.length && comparePaths(below[at]!.path, path) < 0) at += 1;
    return below[at]?.path === path;
  };
  return yield* modelSteps(marked(entries, (entry) => markOf(entry, isBelow(entry.path))));
}

/** What a container changed against its image. */
export function* changesModel(changes: readonly ChangedPath[]): Steps<FileModel> {
  return yield* modelSteps(
    changes.map(({ path, change, entry }) => ({ entry: { ...entry, path }, mark: change })),
  );
}

/** What differs between two sides; sizes say by how much each path grew. */
export function* comparisonModel(differences: readonly PathDifference[]): Steps<FileModel> {
  const entries = differences.map(({ path, before, after }): MarkedEntry => {
    const mark = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    const deltaBytes = (after?.sizeBytes ?? 0) - (before?.sizeBytes ?? 0);
    return { entry: { ...(after ?? before!), path }, mark, deltaBytes };
  });
  return { ...(yield* modelSteps(entries)), compares: true };
}

function* marked(
  entries: readonly TreeEntry[],
  mark: (entry: TreeEntry) => FileMark,
): Generator<MarkedEntry> {
  for (const entry of entries) yield { entry, mark: mark(entry) };
}

const STEP = 2000;

/** Builds the nodes from entries in tree order; directories that no entry names are filled in. */
function* modelSteps(entries: Iterable<MarkedEntry>): Steps<FileModel> {
  const nodes: Mutable<FileNode>[] = [];
  const open: number[] = [];
  let fileCount = 0;
  let taken = 0;

  const close = (until: number): void => {
    while (open.length > until) {
      const node = nodes[open.pop() ?? 0];
      if (node === undefined) continue;
      node.end = nodes.length;
      const parent = nodes[open.at(-1) ?? -1];
      if (parent === undefined) continue;
      parent.sizeBytes += node.sizeBytes;
      parent.touched ||= node.touched;
    }
  };
  const add = (path: string, depth: number, mark: FileMark, of?: MarkedEntry): void => {
    const entry = of?.entry;
    const isDirectory = entry === undefined || entry.kind === "directory";
    open.push(nodes.length);
    nodes.push({
      path,
      name: path.slice(path.lastIndexOf("/") + 1),
      depth,
      isDirectory,
      mark,
      opaque: entry?.opaque === true,
      sizeBytes: of?.deltaBytes ?? (entry?.kind === "file" && mark !== "removed" ? entry.sizeBytes : 0),
      end: nodes.length + 1,
      touched: mark !== "none" || entry?.opaque === true,
      entry,
    });
    if (!isDirectory) fileCount += 1;
  };

  for (const one of entries) {
    taken += 1;
    if (taken % STEP === 0) yield;
    const { path } = one.entry;
    if (path === "") continue;
    const parts = path.split("/");
    let shared = 0;
    while (shared < open.length && shared < parts.length - 1) {
      if (nodes[open[shared] ?? 0]?.name !== parts[shared]) break;
      shared += 1;
    }
    close(shared);
    for (let depth = shared; depth < parts.length - 1; depth += 1) {
      add(parts.slice(0, depth + 1).join("/"), depth, "none");
    }
    add(path, parts.length - 1, one.mark, one);
  }
  close(0);
  const sizeBytes = nodes.reduce((sum, node) => (node.depth === 0 ? sum + node.sizeBytes : sum), 0);
  return { nodes, fileCount, sizeBytes, compares: false };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function markOf(entry: TreeEntry, isBelow: boolean): FileMark {
  if (entry.kind === "whiteout") return "removed";
  if (!isBelow) return "added";
  // Layers carry the folders on the way to what they change; such a folder is no change of its own.
  return entry.kind === "directory" ? "none" : "changed";
}
