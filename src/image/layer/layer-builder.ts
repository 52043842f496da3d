import type { Steps } from "../../base/steps.ts";
import {
  attributesOf,
  attributesOfEntry,
  defaultDirectory,
  treeEntry,
  whiteoutEntry,
} from "./entry-attributes.ts";
import { entryNames, refusedPath } from "./entry-path.ts";
import type { EntryRecord, FileTime } from "./entry-record.ts";
import { directoryAt, LayerView, type Place } from "./layer-view.ts";
import { settleLinks } from "./merge.ts";
import type { TarHeader } from "./tar-header.ts";
import type { Tree, TreeEntry } from "./tree.ts";
import { emptyNode, flattenNodes, flattenSteps, type TreeNode } from "./tree-nodes.ts";
import { parseWhiteout } from "./whiteout.ts";

/**
 * Decides, entry by entry of a layer's tar, what is made in the layer's folder, in overlay form. It knows what the
 * layer has so far and the stack below, so that the records it gives are plain: no symlink on the way to a path,
 * nothing there that a record makes, every directory before its content.
 */
export class LayerBuilder {
  readonly #put: (record: EntryRecord) => void;
  readonly #view: LayerView;
  /** When directories get their times: what is made in them later would move them. */
  readonly #times = new Map<TreeNode, FileTime | { readonly lower: number }>();
  /** Which file a hard link was made of: its name may belong to another one by the end. */
  readonly #links = new Map<TreeEntry, TreeEntry>();
  #count = 0;

  /** `below` is the merged stack; each entry's `layer` is the number by which records name its folder. */
  constructor(below: TreeNode | undefined, put: (record: EntryRecord) => void) {
    this.#put = put;
    this.#view = new LayerView(emptyNode(), below);
  }

  /** Takes one entry. True when its content has to follow the records. Throws `invalid` for what a layer may not hold. */
  add(header: TarHeader): boolean {
    this.#count += 1;
    if (this.#count > ENTRIES_MAX)
      throw refusedPath(header.name, `the layer has more than ${ENTRIES_MAX} entries`);
    const names = entryNames(header.name);
    const base = names.pop();
    if (base === undefined) return this.#root(header);
    // Only the last name can be a mark; a directory called like one could not be told from it later.
    const odd = names.find((name) => parseWhiteout(name, header.name).kind !== "none");
    if (odd !== undefined)
      throw refusedPath(header.name, `"${odd}" is the name of a whiteout, not of a directory`);
    const whiteout = parseWhiteout(base, header.name);
    switch (whiteout.kind) {
      case "ignored":
        return false;
      case "opaque":
        this.#opaque(this.#view.resolve(names), header);
        return false;
      case "removed":
        this.#whiteout(this.#view.resolve(names), whiteout.name, header);
        return false;
      case "none":
        return this.#entry(this.#view.resolve(names), base, header);
    }
  }

  /** Gives the last records and the layer's tree. Sorted work, in turns that the caller paces. */
  *finish(): Steps<Tree> {
    this.#ensureRoot();
    this.#spellOutOpaqueRoot();
    const { entries } = yield* flattenSteps(this.#view.root);
    let turn = 0;
    for (const [{ entry }, time] of this.#times) {
      const { path } = entry!;
      this.#put("lower" in time ? { op: "lower-time", path, ...time } : { op: "time", path, mtime: time });
      turn += 1;
      if (turn % TURN === 0) yield;
    }
    this.#put({ op: "end" });
    return {
      entries: settleLinks(entries, {
        fileOf: (link) => this.#links.get(link),
        isSame: (link, target) => this.#links.get(link) === target,
      }),
    };
  }

  #root(header: TarHeader): boolean {
    if (header.type !== "directory") throw refusedPath(header.name, "the root can only be a directory");
    const { root } = this.#view;
    const opaque = root.entry?.opaque ?? false;
    root.entry = { ...treeEntry("", header), ...(opaque ? { opaque } : {}) };
    this.#put({ op: "attributes", path: "", attributes: attributesOf(header), opaque: false });
    this.#times.set(root, header.mtime);
    return false;
  }

  /** A layer that says nothing of the root leaves it as it is below. */
  #ensureRoot(): void {
    const { root, below } = this.#view;
    if (root.entry !== undefined) return;
    const {
      layer,
      opaque: _,
      ...entry
    } = below?.entry ?? defaultDirectory("", { seconds: 0, nanoseconds: 0 });
    root.entry = entry;
    this.#put({ op: "attributes", path: "", attributes: attributesOfEntry(entry), opaque: false });
    if (layer === undefined) this.#times.set(root, { seconds: 0, nanoseconds: 0 });
    else this.#times.set(root, { lower: layer });
  }

  #opaque(place: Place[], header: TarHeader): void {
    const node = this.#ensure(place, header);
    if (node === this.#view.root) this.#ensureRoot();
    this.#markOpaque(node);
  }

  #markOpaque(node: TreeNode): void {
    if (node.entry?.opaque) return;
    if (node !== this.#view.root) this.#put({ op: "opaque", path: node.entry!.path });
    node.entry = { ...node.entry!, opaque: true };
  }

  /** An overlay does not look for the opaque mark on a layer's root, so its meaning is written name by name. */
  #spellOutOpaqueRoot(): void {
    const { root, below } = this.#view;
    if (!root.entry?.opaque) return;
    const { opaque: _, ...entry } = root.entry;
    root.entry = entry;
    for (const name of below?.children?.keys() ?? []) {
      const own = root.children?.get(name);
      if (own?.entry?.kind === "directory") this.#markOpaque(own);
      if (own === undefined) this.#putWhiteout(root, name);
    }
  }

  #whiteout(place: Place[], name: string, header: TarHeader): void {
    const { own, below } = this.#view.child(directoryAt(place), name);
    // What the layer itself adds stays, whatever the order; only what lies below it goes.
    if (own?.entry?.kind === "directory") this.#markOpaque(own);
    if (own?.entry !== undefined) return;
    // A directory that is nowhere has nothing to remove; making it for the mark would add it.
    if (below === undefined && !this.#view.exists(place)) return;
    this.#putWhiteout(this.#ensure(place, header), name);
  }

  #putWhiteout(parent: TreeNode, name: string): void {
    const path = join(parent, name);
    this.#put({ op: "whiteout", path });
    addChild(parent, name, whiteoutEntry(path));
  }

  #entry(place: Place[], name: string, header: TarHeader): boolean {
    const parent = this.#ensure(place, header);
    const path = join(parent, name);
    const existing = parent.children?.get(name);
    if (header.type === "directory" && existing?.entry?.kind === "directory") {
      const opaque = existing.entry.opaque ?? false;
      existing.entry = { ...treeEntry(path, header), ...(opaque ? { opaque } : {}) };
      this.#put({ op: "attributes", path, attributes: attributesOf(header), opaque });
      this.#times.set(existing, header.mtime);
      return false;
    }
    if (existing !== undefined) this.#remove(parent, name, existing);
    if (header.type === "hardlink") this.#hardlink(parent, name, header);
    // Where the layer had something else first, what lies further below went with it.
    else this.#make(parent, name, header, existing !== undefined);
    return header.type === "file" && header.sizeBytes > 0;
  }

  #make(parent: TreeNode, name: string, header: TarHeader, replaces: boolean): void {
    const path = join(parent, name);
    const entry = treeEntry(path, header);
    const attributes = attributesOf(header);
    switch (header.type) {
      case "directory": {
        this.#put({ op: "directory", path, attributes, opaque: replaces });
        const node = addChild(parent, name, replaces ? { ...entry, opaque: true } : entry);
        this.#times.set(node, header.mtime);
        return;
      }
      case "file":
        this.#put({ op: "file", path, attributes, sizeBytes: header.sizeBytes, content: true });
        break;
      case "symlink":
        if (header.linkName === "") throw refusedPath(header.name, "a symlink must point somewhere");
        this.#put({ op: "symlink", path, attributes, target: header.linkName });
        break;
      case "character":
      case "block":
        if (header.device.major === 0 && header.device.minor === 0 && header.type === "character") {
          throw refusedPath(header.name, "character device 0:0 is the overlay's own mark");
        }
        this.#put({ op: header.type, path, attributes, device: header.device });
        break;
      case "fifo":
        this.#put({ op: "fifo", path, attributes });
        break;
      case "hardlink":
        break;
    }
    addChild(parent, name, entry);
  }

  #hardlink(parent: TreeNode, name: string, header: TarHeader): void {
    const names = entryNames(header.linkName, "link target");
    const base = names.pop();
    const missing = refusedPath(
      header.name,
      `its link target ${JSON.stringify(header.linkName)} is not there`,
    );
    if (base === undefined) throw refusedPath(header.name, "a directory cannot have a second name");
    const place = this.#view.resolve(names);
    const { own, below } = this.#view.child(directoryAt(place), base);
    const found = own?.entry ?? below?.entry;
    if (found === undefined || found.kind === "whiteout") throw missing;
    if (found.kind === "directory") throw refusedPath(header.name, "a directory cannot have a second name");
    const target = own?.entry ?? this.#copyUp(place, base, found, header);
    const path = join(parent, name);
    this.#put({ op: "hardlink", path, target: target.path });
    if (target.kind !== "file" && target.kind !== "hardlink") {
      addChild(parent, name, { ...target, path });
      return;
    }
    const file = target.kind === "file" ? target : this.#links.get(target)!;
    const link: TreeEntry = { ...file, path, kind: "hardlink", linkTarget: file.path };
    this.#links.set(link, file);
    addChild(parent, name, link);
  }

  /** A link into a lower layer takes its file along: two folders cannot share one. */
  #copyUp(place: Place[], name: string, found: TreeEntry, header: TarHeader): TreeEntry {
    const parent = this.#ensure(place, header);
    const { layer = 0, ...copied } = found;
    this.#put({ op: "copy-up", path: found.path, lower: layer });
    const { linkTarget, ...plain } = copied;
    const entry: TreeEntry = copied.kind === "hardlink" ? { ...plain, kind: "file" } : copied;
    addChild(parent, name, entry);
    return entry;
  }

  /** Makes the directories that an entry lies in, as the stack below has them or plain; the node of the last. */
  #ensure(place: Place[], header: TarHeader): TreeNode {
    let parent = this.#view.root;
    for (const { name, own, below } of place.slice(1)) {
      const now = parent.children?.get(name) ?? own;
      if (now?.entry?.kind === "directory") {
        parent = now;
        continue;
      }
      const path = join(parent, name);
      const inTheWay =
        now !== undefined ? now.entry?.kind !== "whiteout" : below && below.entry?.kind !== "directory";
      if (inTheWay) throw refusedPath(header.name, `${JSON.stringify(path)} is not a directory`);
      if (now !== undefined) this.#remove(parent, name, now);
      parent = this.#imply(parent, name, now === undefined ? below : undefined, header, now !== undefined);
    }
    return parent;
  }

  #imply(
    parent: TreeNode,
    name: string,
    below: TreeNode | undefined,
    header: TarHeader,
    opaque: boolean,
  ): TreeNode {
    const path = join(parent, name);
    if (below?.entry !== undefined) {
      const { layer = 0, ...entry } = below.entry;
      this.#put({ op: "copy-up", path, lower: layer });
      const node = addChild(parent, name, entry);
      this.#times.set(node, { lower: layer });
      return node;
    }
    const entry = { ...defaultDirectory(path, header.mtime), ...(opaque ? { opaque } : {}) };
    this.#put({ op: "directory", path, attributes: attributesOfEntry(entry), opaque });
    const node = addChild(parent, name, entry);
    this.#times.set(node, header.mtime);
    return node;
  }

  #remove(parent: TreeNode, name: string, node: TreeNode): void {
    for (const { path, kind } of flattenNodes(node).entries.toReversed()) {
      this.#put({ op: "remove", path, directory: kind === "directory" });
    }
    const forget = (gone: TreeNode): void => {
      this.#times.delete(gone);
      for (const child of gone.children?.values() ?? []) forget(child);
    };
    forget(node);
    parent.children!.delete(name);
  }
}

/** More than any real layer has; each costs memory here and an inode there. */
const ENTRIES_MAX = 2_000_000;
const TURN = 2000;

function addChild(parent: TreeNode, name: string, entry: TreeEntry): TreeNode {
  const node = emptyNode(entry);
  parent.children ??= new Map();
  parent.children.set(name, node);
  return node;
}

function join({ entry }: TreeNode, name: string): string {
  return entry === undefined || entry.path === "" ? name : `${entry.path}/${name}`;
}
