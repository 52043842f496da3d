import type { Steps } from "../../base/steps.ts";
import type { PathDifference } from "../../engine/files/files.ts";
import type { TreeEntry } from "../../image/layer/tree.ts";
import { type FileMark, type MarkedEntry, marksOver } from "./marks.ts";

/** One path of a tree, made ready to be shown. */
export interface FileNode {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly isDirectory: boolean;
  /** Whether there is nothing in it. */
  readonly isEmpty: boolean;
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
  /** Of those that are there, and of those that were removed. */
  readonly fileCount: number;
  readonly removedCount: number;
  readonly sizeBytes: number;
  /** Sizes say by how much something grew from one side to the other. */
  readonly compares: boolean;
}

/** The files of a stack: nothing is marked. */
export function* stackModel(entries: readonly TreeEntry[]): Steps<FileModel> {
  return yield* markedModel(marksOver(entries, []));
}

/** What differs between two sides; sizes say by how much each path grew. */
export function* comparisonModel(differences: readonly PathDifference[]): Steps<FileModel> {
  const entries = differences.map(({ path, before, after }): MarkedEntry => {
    const mark = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    const deltaBytes = (after?.sizeBytes ?? 0) - (before?.sizeBytes ?? 0);
    return { entry: { ...(after ?? before!), path }, mark, deltaBytes };
  });
  return { ...(yield* markedModel(entries)), compares: true };
}

const STEP = 2000;

/** Builds the nodes from entries in tree order; directories that no entry names are filled in. */
export function* markedModel(entries: Iterable<MarkedEntry>): Steps<FileModel> {
  const nodes: Mutable<FileNode>[] = [];
  const open: number[] = [];
  let fileCount = 0;
  let removedCount = 0;
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
    const parent = nodes[open.at(-1) ?? -1];
    if (parent !== undefined) parent.isEmpty = false;
    open.push(nodes.length);
    nodes.push({
      path,
      name: path.slice(path.lastIndexOf("/") + 1),
      depth,
      isDirectory,
      isEmpty: true,
      mark,
      opaque: entry?.opaque === true,
      sizeBytes: of?.deltaBytes ?? (entry?.kind === "file" && mark !== "removed" ? entry.sizeBytes : 0),
      end: nodes.length + 1,
      touched: mark !== "none" || entry?.opaque === true,
      entry,
    });
    if (!isDirectory && mark === "removed") removedCount += 1;
    else if (!isDirectory) fileCount += 1;
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
  return { nodes, fileCount, removedCount, sizeBytes, compares: false };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
