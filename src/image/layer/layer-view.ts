import { CodedError } from "../../base/errors.ts";
import type { TreeNode } from "./tree-nodes.ts";

/** One name on the way to a path: the layer's own node there, and what shows through from below. */
export interface Place {
  readonly name: string;
  readonly own: TreeNode | undefined;
  readonly below: TreeNode | undefined;
}

/** A layer that is being made, seen through to the stack below it, as an overlay mount would show both. */
export class LayerView {
  readonly root: TreeNode;
  readonly below: TreeNode | undefined;

  constructor(root: TreeNode, below: TreeNode | undefined) {
    this.root = root;
    this.below = below;
  }

  /** What a name in a directory leads to, without following a symlink. */
  child({ own: parent, below: parentBelow }: Omit<Place, "name">, name: string): Place {
    const own = parent?.children?.get(name);
    const hidden =
      parent?.entry?.opaque === true || (own?.entry !== undefined && own.entry.kind !== "directory");
    const below = hidden ? undefined : parentBelow?.children?.get(name);
    // A directory over anything but a directory shows nothing of it.
    const cut = own !== undefined && below?.entry?.kind !== "directory";
    return { name, own, below: cut ? undefined : below };
  }

  /**
   * The way to a directory, from the root on, with symlinks followed inside the stack as umoci does it: an entry
   * "lib/x" lands in "usr/lib" when this layer or one below has lib -> usr/lib. An absolute target starts at the
   * root, ".." stops at it, and names that are not there (yet) count as directories.
   */
  resolve(names: readonly string[]): Place[] {
    const start: Place = { name: "", own: this.root, below: this.below };
    const way = [start];
    const todo = names.toReversed();
    let followed = 0;
    for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (way.length > 1) way.pop();
        continue;
      }
      const next = this.child(directoryAt(way), name);
      const entry = entryOf(next);
      if (entry?.kind !== "symlink") {
        way.push(next);
        continue;
      }
      followed += 1;
      if (followed > SYMLINKS_MAX) throw tooManySymlinks(names.join("/"));
      const target = entry.linkTarget ?? "";
      if (target.startsWith("/")) way.splice(1);
      todo.push(...target.split("/").reverse());
    }
    return way;
  }

  /** Whether the directory is there, in the layer or below it. */
  exists(way: readonly Place[]): boolean {
    return way.length === 1 || entryOf(directoryAt(way))?.kind === "directory";
  }
}

/** Where a way ends. */
export function directoryAt(way: readonly Place[]): Place {
  return way.at(-1)!;
}

const SYMLINKS_MAX = 255;

function entryOf({ own, below }: Place) {
  const entry = own?.entry ?? below?.entry;
  return entry?.kind === "whiteout" ? undefined : entry;
}

function tooManySymlinks(path: string): CodedError {
  return new CodedError(
    "invalid",
    "tar-refused",
    `unpack ${JSON.stringify(path)}: too many symlinks on the way`,
  );
}
