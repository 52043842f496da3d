import { atOnce, type Steps, sorted } from "../../base/steps.ts";
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

/** The nodes as a sorted tree, each directory before its content. */
export function flattenNodes(root: TreeNode): Tree {
  return atOnce(flattenSteps(root));
}

/** The same, in steps. */
export function* flattenSteps(root: TreeNode): Steps<Tree> {
  const entries: TreeEntry[] = [];
  const waiting: TreeNode[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.entry !== undefined) entries.push(next.entry);
    if (entries.length % STEP === 0) yield;
    if (next.children === undefined) continue;
    const names = yield* sorted([...next.children.keys()], compareNames);
    for (let at = names.length - 1; at >= 0; at -= 1) waiting.push(next.children.get(names[at]!)!);
  }
  return { entries };
}

const STEP = 2000;

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function namesOf(path: string): string[] {
  return path === "" ? [] : path.split("/");
}
