import type { Tree, TreeEntry } from "./tree.ts";
import { emptyNode, findNode, flattenNodes, nodeAt, type TreeNode } from "./tree-nodes.ts";

/** What a container sees of a stack of layers, base first: whiteouts and opaque directories are carried out. */
export function mergeTrees(layers: readonly Tree[]): Tree {
  const root = emptyNode();
  for (const [layer, tree] of layers.entries()) addLayer(root, tree, layer);
  return finishStack(root);
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
    if (entry.kind !== "directory" || opaque || node.entry?.kind !== "directory") node.children = undefined;
    node.entry = { ...visible, layer };
  }
}

/** The stack as a tree. */
export function finishStack(root: TreeNode): Tree {
  const { entries } = flattenNodes(root);
  return {
    entries: settleLinks(entries, {
      fileOf: (link) => `${link.layer}:${link.linkTarget}`,
      isSame: (link, target) => link.layer === target.layer,
    }),
  };
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
