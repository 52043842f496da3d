import type { FileModel, FileNode } from "./file-model.ts";

/** How a person looks at a tree. */
export interface FileView {
  /** Paths of the directories that show what is in them. */
  readonly unfolded: ReadonlySet<string>;
  /** Part of a path, in any case; empty shows all. */
  readonly filter: string;
  readonly order: FileOrder;
}

/** A tree by name, a tree with the largest first, or all files by their whole path without a tree. */
export type FileOrder = "name" | "size" | "path";

export const FILE_ORDERS: readonly FileOrder[] = ["name", "size", "path"];

/**
 * Positions (in the model) of the nodes that are to be seen, in order. Under a filter, what matches is shown with the
 * directories on its way, folded or not.
 */
export function visibleRows(model: FileModel, view: FileView): readonly number[] {
  const { nodes } = model;
  const hits = view.filter === "" ? undefined : hitsOf(model, view.filter.toLowerCase());
  const shows = (index: number): boolean => hits === undefined || hits[index] === 1;
  if (view.order === "path") return flatRows(nodes, shows);
  const rows: number[] = [];
  const opens = ({ isDirectory, path }: FileNode): boolean =>
    isDirectory && (hits !== undefined || view.unfolded.has(path));
  // What is still to be looked at, the next at the end.
  const waiting = childrenOf(nodes, 0, nodes.length, view.order).reverse();
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (!shows(index)) continue;
    rows.push(index);
    const node = nodes[index]!;
    if (!opens(node)) continue;
    const children = childrenOf(nodes, index + 1, node.end, view.order);
    for (let at = children.length - 1; at >= 0; at -= 1) waiting.push(children[at]!);
  }
  return rows;
}

/** Where the cursor stands when the rows are others: on the same node, or on what is left of its way. */
export function rowOf({ nodes }: FileModel, rows: readonly number[], index: number): number {
  const same = rows.indexOf(index);
  if (same >= 0) return same;
  const way = rows.findLastIndex((row) => row < index && nodes[row]!.end > index);
  return Math.max(0, way >= 0 ? way : rows.findLastIndex((row) => row <= index));
}

function childrenOf(nodes: readonly FileNode[], start: number, end: number, order: FileOrder): number[] {
  const children: number[] = [];
  for (let at = start; at < end; at = nodes[at]!.end) children.push(at);
  if (order === "size") {
    children.sort((a, b) => Math.abs(nodes[b]!.sizeBytes) - Math.abs(nodes[a]!.sizeBytes) || a - b);
  }
  return children;
}

function flatRows(nodes: readonly FileNode[], shows: (index: number) => boolean): number[] {
  const rows: number[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    if (!nodes[index]!.isDirectory && shows(index)) rows.push(index);
  }
  return rows;
}

/** 1 for each node that matches, or has one that does in it. */
function hitsOf({ nodes }: FileModel, wanted: string): Uint8Array {
  const hits = new Uint8Array(nodes.length);
  /** Directories around the present node that are no hits yet. */
  const way: number[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    while (way.length > 0 && nodes[way.at(-1)!]!.end <= index) way.pop();
    const node = nodes[index]!;
    if (node.path.toLowerCase().includes(wanted)) {
      hits[index] = 1;
      for (const above of way) hits[above] = 1;
      way.length = 0;
    }
    if (node.isDirectory && hits[index] === 0) way.push(index);
  }
  return hits;
}

/**
 * What is unfolded when a tree is first shown: small trees whole, larger ones to the few things that are marked, or down
 * a chain of single folders.
 */
export function unfoldedAtFirst({ nodes }: FileModel): ReadonlySet<string> {
  const isSmall = nodes.length <= SMALL_TREE;
  const touched = isSmall ? nodes : nodes.filter((node) => node.touched);
  if (touched.length > 0 && touched.length <= SMALL_TREE) {
    return new Set(touched.filter(({ isDirectory }) => isDirectory).map(({ path }) => path));
  }
  const unfolded = new Set<string>();
  let [start, end] = [0, nodes.length];
  for (;;) {
    const only = nodes[start];
    if (only === undefined || !only.isDirectory || only.end !== end) return unfolded;
    unfolded.add(only.path);
    [start, end] = [start + 1, only.end];
  }
}

/** Positions of what is a change of its own, in order: no directory that only holds some, and nothing in a removed one. */
export function changedNodes({ nodes }: FileModel): readonly number[] {
  const changed: number[] = [];
  for (let index = 0; index < nodes.length; ) {
    const { mark, opaque, isEmpty, end } = nodes[index]!;
    if (mark === "removed" || opaque || (mark !== "none" && isEmpty)) changed.push(index);
    index = mark === "removed" ? end : index + 1;
  }
  return changed;
}

const SMALL_TREE = 60;
