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

/** The stack as a tree. A hard link whose other name is gone, or is another file by now, becomes a file of its own. */
export function finishStack(root: TreeNode): Tree {
  const { entries } = flattenNodes(root);
  if (!entries.some(({ kind }) => kind === "hardlink")) return { entries };
  const files = new Map(entries.filter(({ kind }) => kind === "file").map((entry) => [entry.path, entry]));
  const heirs = new Map<string, string>();
  return {
    entries: entries.map((entry) => (entry.kind === "hardlink" ? settle(entry, files, heirs) : entry)),
  };
}

function settle(link: TreeEntry, files: Map<string, TreeEntry>, heirs: Map<string, string>): TreeEntry {
  const { linkTarget = "", ...rest } = link;
  if (files.get(linkTarget)?.layer === link.layer) return link;
  // The first of several orphaned names stands for the file, the others link to it.
  const group = `${link.layer}:${linkTarget}`;
  const heir = heirs.get(group);
  if (heir !== undefined) return { ...link, linkTarget: heir };
  heirs.set(group, link.path);
  return { ...rest, kind: "file" };
}

function removeNode(root: TreeNode, path: string): void {
  const slash = path.lastIndexOf("/");
  const parent = slash < 0 ? root : findNode(root, path.slice(0, slash));
  parent?.children?.delete(path.slice(slash + 1));
}
