import { CodedError } from "../../base/errors.ts";
import { findEntry, type Tree, type TreeEntry } from "./tree.ts";

/**
 * The entry that a path leads to in a merged tree, with symlinks followed inside the tree as a process in it would:
 * an absolute target starts at its root, and ".." stops there. Undefined when it leads nowhere.
 */
export function followPath(tree: Tree, path: string): TreeEntry | undefined {
  const todo = path.split("/").reverse();
  let at: string[] = [];
  let followed = 0;
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      at.pop();
      continue;
    }
    const here = [...at, name];
    const entry = findEntry(tree, here.join("/"));
    if (entry === undefined) return undefined;
    if (entry.kind !== "symlink") {
      if (entry.kind !== "directory" && todo.some((rest) => rest !== "")) return undefined;
      at = here;
      continue;
    }
    followed += 1;
    if (followed > SYMLINKS_MAX) {
      throw new CodedError("invalid", "too-many-symlinks", `follow ${path}: too many symlinks on the way`);
    }
    const target = entry.linkTarget ?? "";
    if (target.startsWith("/")) at = [];
    todo.push(...target.split("/").reverse());
  }
  return findEntry(tree, at.join("/"));
}

/** As many as Linux follows. */
const SYMLINKS_MAX = 40;
