import type { Tree, TreeEntry } from "./tree.ts";

/** A tree that can be changed: one node for each path, its children by name. Used while a tree is being made. */
export interface TreeNode {
  /** Absent where something lies below a path that has no entry of its own (a layer without its root, say). */
  entry: TreeEntry | undefined;
  children: Map<string, TreeNode> | undefined;
}

export function emptyNode(entry?: TreeEntry): TreeNode {
  return { entry, children: undefined };
}

/** The node at a path, made with its parents when missing. */
export function nodeAt(root: TreeNode, path: string): TreeNode {
  let node = root;
  for (const name of namesOf(path)) {
    node.children ??= new Map();
    let child = node.children.get(name);
    if (child === undefined) {
      child = emptyNode();
      node.children.set(name, child);
    }
    node = child;
  }
  return node;
}

/** The node at a path, or undefined. */
export function findNode(root: TreeNode, path: string): TreeNode | undefined {
  let node: TreeNode | undefined = root;
  for (const name of namesOf(path)) node = node?.children?.get(name);
  return node;
}

/** Every entry in the order of a tree, each directory before its content. */
export function* walkNodes(node: TreeNode): Generator<TreeEntry> {
  const waiting: TreeNode[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.entry !== undefined) yield next.entry;
    if (next.children === undefined) continue;
    const names = [...next.children.keys()].sort().reverse();
    for (const name of names) waiting.push(next.children.get(name)!);
  }
}

/** The nodes as a sorted tree. */
export function flattenNodes(root: TreeNode): Tree {
  return { entries: [...walkNodes(root)] };
}

export function namesOf(path: string): string[] {
  return path === "" ? [] : path.split("/");
}
