import type { Tree, TreeEntry } from "./tree.ts";
import { namesOf } from "./tree-nodes.ts";

/** What an image carries without showing it. Layers count from 0, the base. */
export interface Waste {
  /** Bytes of the regular files of all layers; a file with several names in its layer counts once. */
  readonly totalBytes: number;
  /** Those of them that no container of the whole stack can see. */
  readonly wastedBytes: number;
  /** The share of unique bytes: 1 when nothing is carried twice or in vain. */
  readonly efficiency: number;
  /** Most bytes first. */
  readonly files: readonly WastedFile[];
}

export interface WastedFile {
  readonly path: string;
  /** Of all the copies. */
  readonly sizeBytes: number;
  /** Base first. Of a file that stands in N layers these are the N-1 earlier ones; all N when it is removed at the end. */
  readonly copies: readonly WastedCopy[];
}

export interface WastedCopy {
  /** The layer that carries it. */
  readonly layer: number;
  /** The layer that made it invisible. */
  readonly by: number;
  readonly how: "overwritten" | "removed";
  readonly sizeBytes: number;
}

/** Counts the waste of layers that are put on one after the other, base first; a large one may come in parts. */
export interface WasteCount {
  /** `entries` in tree order. */
  add(entries: readonly TreeEntry[], layer: number): void;
  result(): Waste;
}

/** The waste of these layers, base first. */
export function wasteOf(layers: readonly Tree[]): Waste {
  const count = countWaste();
  for (const [layer, { entries }] of layers.entries()) count.add(entries, layer);
  return count.result();
}

export function countWaste(): WasteCount {
  const root: Node = {};
  const wasted = new Map<string, WastedCopy[]>();
  /** Names of a file that come before the file itself in the order of the tree. */
  const early = new Map<string, Node[]>();
  let totalBytes = 0;
  let wastedBytes = 0;

  /** A name of it is gone; with the last one its bytes are wasted. */
  const lose = (file: CarriedFile, by: number, how: WastedCopy["how"]): void => {
    file.names -= 1;
    if (file.names > 0) return;
    const { path, layer, sizeBytes } = file;
    wastedBytes += sizeBytes;
    const copies = wasted.get(path) ?? [];
    copies.push({ layer, by, how, sizeBytes });
    wasted.set(path, copies);
  };
  const loseAll = (node: Node, by: number): void => {
    const waiting: Node[] = [node];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next.file !== undefined) lose(next.file, by, "removed");
      waiting.push(...(next.children?.values() ?? []));
    }
  };

  return {
    add(entries, layer) {
      for (const entry of entries) {
        if (entry.kind === "whiteout") {
          const node = takeNode(root, entry.path);
          if (node !== undefined) loseAll(node, layer);
          continue;
        }
        const node = nodeFor(root, entry.path);
        if (node.file !== undefined) lose(node.file, layer, "overwritten");
        node.file = undefined;
        if (entry.kind !== "directory" || entry.opaque) {
          for (const child of node.children?.values() ?? []) loseAll(child, layer);
          node.children = undefined;
        }
        if (entry.kind === "file") {
          const key = `${layer}:${entry.path}`;
          const names = [node, ...(early.get(key) ?? [])];
          early.delete(key);
          const file = { path: entry.path, layer, sizeBytes: entry.sizeBytes, names: names.length };
          for (const name of names) name.file = file;
          totalBytes += entry.sizeBytes;
        } else if (entry.kind === "hardlink") {
          const target = entry.linkTarget ?? "";
          const file = nodeFor(root, target).file;
          if (file?.layer === layer) {
            file.names += 1;
            node.file = file;
          } else {
            const key = `${layer}:${target}`;
            early.set(key, [...(early.get(key) ?? []), node]);
          }
        }
      }
    },
    result: () => ({
      totalBytes,
      wastedBytes,
      efficiency: totalBytes === 0 ? 1 : (totalBytes - wastedBytes) / totalBytes,
      files: [...wasted]
        .map(([path, copies]) => ({ path, sizeBytes: sum(copies), copies }))
        .filter(({ sizeBytes }) => sizeBytes > 0)
        .sort((a, b) => b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1)),
    }),
  };
}

/** The bytes of a regular file in one layer, under so many names. */
interface CarriedFile {
  readonly path: string;
  readonly layer: number;
  readonly sizeBytes: number;
  names: number;
}

interface Node {
  file?: CarriedFile | undefined;
  children?: Map<string, Node> | undefined;
}

function nodeFor(root: Node, path: string): Node {
  let node = root;
  for (const name of namesOf(path)) {
    node.children ??= new Map();
    let child = node.children.get(name);
    if (child === undefined) {
      child = {};
      node.children.set(name, child);
    }
    node = child;
  }
  return node;
}

/** Takes a node out with all that is under it; undefined when there is none. */
function takeNode(root: Node, path: string): Node | undefined {
  const names = namesOf(path);
  const last = names.pop() ?? "";
  let parent: Node | undefined = root;
  for (const name of names) parent = parent?.children?.get(name);
  const node = parent?.children?.get(last);
  parent?.children?.delete(last);
  return node;
}

function sum(copies: readonly WastedCopy[]): number {
  return copies.reduce((bytes, copy) => bytes + copy.sizeBytes, 0);
}
