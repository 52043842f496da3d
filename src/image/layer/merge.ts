import { comparePaths } from "../../base/compare-paths.ts";
import { firstWhere } from "../../base/first-where.ts";
import { atOnce, type Steps } from "../../base/steps.ts";
import type { Tree, TreeEntry } from "./tree.ts";
import { findNode, nodeAt, type TreeNode } from "./tree-nodes.ts";

/** What a container sees of a stack of layers, base first: whiteouts and opaque directories are carried out. */
export function mergeTrees(layers: readonly Tree[]): Tree {
  let entries: readonly TreeEntry[] = [];
  for (const [layer, tree] of layers.entries()) entries = atOnce(putOn(entries, tree, layer));
  return settleStack(entries);
}

/**
 * Puts one more layer on a stack whose links are not settled yet. What the layer leaves alone is taken over in runs,
 * so that a small layer on a large stack costs little.
 */
export function* putOn(below: readonly TreeEntry[], tree: Tree, layer: number): Steps<TreeEntry[]> {
  const stack: TreeEntry[] = [];
  let taken = 0;
  let steps = 0;
  const takeUntil = (end: number): void => {
    for (; taken < end; taken += 1) stack.push(below[taken]!);
  };
  for (const entry of tree.entries) {
    takeUntil(firstWhere(below, taken, ({ path }) => comparePaths(path, entry.path) >= 0));
    const old = below[taken]?.path === entry.path ? below[taken] : undefined;
    // Only a directory over a directory keeps what the layers below have in it.
    const keeps = entry.kind === "directory" && !entry.opaque && (old?.kind ?? "directory") === "directory";
    if (!keeps) taken = endOfSubtree(below, taken, entry.path);
    else if (old !== undefined) taken += 1;
    if (entry.kind !== "whiteout") stack.push({ ...(entry.opaque ? withoutOpaque(entry) : entry), layer });
    steps += 1;
    if (steps % STEP === 0) yield;
  }
  takeUntil(below.length);
  return stack;
}

const STEP = 2000;

/** The stack as a tree. */
export function settleStack(entries: readonly TreeEntry[]): Tree {
  return {
    entries: settleLinks(entries, {
      fileOf: (link) => `${link.layer}:${link.linkTarget}`,
      isSame: (link, target) => link.layer === target.layer,
    }),
  };
}

/** The part of a stack that a layer on it can change: what it names, and all under what it puts away. */
export function* touchedBy(tree: Tree, below: readonly TreeEntry[]): Steps<TreeEntry[]> {
  const touched: TreeEntry[] = [];
  let at = 0;
  let steps = 0;
  for (const entry of tree.entries) {
    at = firstWhere(below, at, ({ path }) => comparePaths(path, entry.path) >= 0);
    const putsAway = entry.kind !== "directory" || entry.opaque === true;
    const isThere = below[at]?.path === entry.path;
    const end = putsAway ? endOfSubtree(below, at, entry.path) : at + (isThere ? 1 : 0);
    for (; at < end; at += 1) touched.push(below[at]!);
    steps += 1;
    if (steps % STEP === 0) yield;
  }
  return touched;
}

/** The position behind a path and all that is under it. */
function endOfSubtree(entries: readonly TreeEntry[], start: number, path: string): number {
  const prefix = path === "" ? "" : `${path}/`;
  return firstWhere(entries, start, (entry) => entry.path !== path && !entry.path.startsWith(prefix));
}

function withoutOpaque({ opaque: _, ...visible }: TreeEntry): TreeEntry {
  return visible;
}

/** Puts one more layer on a stack of nodes. */
export function addLayer(root: TreeNode, tree: Tree, layer: number): void {
  for (const entry of tree.entries) {
    if (entry.kind === "whiteout") {
      removeNode(root, entry.path);
      continue;
    }
    const node = nodeAt(root, entry.path);
    const { opaque, ...visible } = entry;
    // Only a directory over a directory keeps what the layers below have in it.
    const wasDirectory = (node.entry?.kind ?? "directory") === "directory";
    if (entry.kind !== "directory" || opaque || !wasDirectory) node.children = undefined;
    node.entry = { ...visible, layer };
  }
}

/** What a hard link was made of, where the path of its target no longer tells. */
export interface LinkOrigin {
  /** The same value for all links to one file. */
  fileOf(link: TreeEntry): unknown;
  /** Whether the file that has the target's path now is the one that the link was made of. */
  isSame(link: TreeEntry, target: TreeEntry): boolean;
}

/**
 * Mends hard links whose other name is gone, or stands for another file by now: the first name left becomes the file,
 * the others link to it.
 */
export function settleLinks(
  entries: readonly TreeEntry[],
  { fileOf, isSame }: LinkOrigin,
): readonly TreeEntry[] {
  if (!entries.some(({ kind }) => kind === "hardlink")) return entries;
  const files = new Map(entries.filter(({ kind }) => kind === "file").map((entry) => [entry.path, entry]));
  const heirs = new Map<unknown, string>();
  return entries.map((entry) => {
    if (entry.kind !== "hardlink") return entry;
    const { linkTarget = "", ...rest } = entry;
    const target = files.get(linkTarget);
    if (target !== undefined && isSame(entry, target)) return entry;
    const file = fileOf(entry);
    const heir = heirs.get(file);
    if (heir !== undefined) return { ...entry, linkTarget: heir };
    heirs.set(file, entry.path);
    return { ...rest, kind: "file" };
  });
}

function removeNode(root: TreeNode, path: string): void {
  const slash = path.lastIndexOf("/");
  const parent = slash < 0 ? root : findNode(root, path.slice(0, slash));
  parent?.children?.delete(path.slice(slash + 1));
}
