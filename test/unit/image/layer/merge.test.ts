import assert from "node:assert/strict";
import { test } from "node:test";
import { addLayer, mergeTrees } from "../../../../src/image/layer/merge.ts";
import { findEntry, type Tree, type TreeEntry } from "../../../../src/image/layer/tree.ts";
import { emptyNode, flattenNodes } from "../../../../src/image/layer/tree-nodes.ts";
import { directory, entry, paths, tree, whiteout } from "./entry.ts";

const base = tree(
  directory(""),
  directory("a"),
  entry("a/b"),
  entry("a/c"),
  directory("a/d"),
  entry("a/d/e"),
);

test("a later layer's entry stands in place of the one below, with its layer's number", () => {
  const merged = mergeTrees([base, tree(entry("a/b", { mode: 0o600 }))]);
  assert.deepEqual(paths(merged), ["", "a", "a/b", "a/c", "a/d", "a/d/e"]);
  assert.deepEqual([findEntry(merged, "a/b")?.mode, findEntry(merged, "a/b")?.layer], [0o600, 1]);
  assert.equal(findEntry(merged, "a/c")?.layer, 0);
});

test("a whiteout removes a path with all below it", () => {
  assert.deepEqual(paths(mergeTrees([base, tree(whiteout("a/d"), whiteout("a/c"))])), ["", "a", "a/b"]);
  assert.deepEqual(paths(mergeTrees([base, tree(whiteout("no/such"), whiteout("a/zz"))])), paths(base));
});

test("an opaque directory keeps only what its own layer has in it", () => {
  const merged = mergeTrees([base, tree(directory("a", { opaque: true }), entry("a/new"))]);
  assert.deepEqual(paths(merged), ["", "a", "a/new"]);
  assert.equal(findEntry(merged, "a")?.opaque, undefined);
});

test("a file over a directory hides what was in it, also from later layers", () => {
  const merged = mergeTrees([base, tree(entry("a")), tree(directory("a"), entry("a/x"))]);
  assert.deepEqual(paths(merged), ["", "a", "a/x"]);
});

test("a directory over a directory keeps what is below", () => {
  const merged = mergeTrees([base, tree(directory("a", { mode: 0o700 }))]);
  assert.deepEqual(paths(merged), paths(base));
  assert.equal(findEntry(merged, "a")?.mode, 0o700);
});

test("a hard link whose file a later layer removed becomes the file, and its fellows link to it", () => {
  const links = tree(
    entry("f", { sizeBytes: 9 }),
    entry("g", { kind: "hardlink", linkTarget: "f", sizeBytes: 9 }),
    entry("h", { kind: "hardlink", linkTarget: "f", sizeBytes: 9 }),
  );
  for (const above of [tree(whiteout("f")), tree(entry("f", { sizeBytes: 1 }))]) {
    const merged = mergeTrees([links, above]);
    assert.deepEqual([findEntry(merged, "g")?.kind, findEntry(merged, "g")?.linkTarget], ["file", undefined]);
    assert.deepEqual([findEntry(merged, "h")?.kind, findEntry(merged, "h")?.linkTarget], ["hardlink", "g"]);
    assert.equal(findEntry(merged, "g")?.sizeBytes, 9);
  }
  assert.equal(findEntry(mergeTrees([links]), "g")?.linkTarget, "f");
});

test("putting layers on one by one is the same as walking their nodes, whatever they hold", () => {
  const names = ["a", "b", "a-b", "c"];
  let seed = 7;
  const below = (limit: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % limit;
  };
  const randomTree = (): Tree => {
    const made = new Map<string, TreeEntry>([["", directory("")]]);
    for (let n = 0; n < 12; n += 1) {
      const parents = [...made.values()].filter(({ kind }) => kind === "directory");
      const parent = parents[below(parents.length)]!.path;
      const path = parent === "" ? names[below(4)]! : `${parent}/${names[below(4)]!}`;
      if ([...made.keys()].some((other) => other === path || other.startsWith(`${path}/`))) continue;
      const kinds = [entry(path), directory(path), directory(path, { opaque: true }), whiteout(path)];
      made.set(path, kinds[below(4)]!);
    }
    return tree(...made.values());
  };
  for (let round = 0; round < 300; round += 1) {
    const layers = Array.from({ length: 4 }, randomTree);
    const root = emptyNode();
    for (const [layer, one] of layers.entries()) addLayer(root, one, layer);
    assert.deepEqual(mergeTrees(layers).entries, flattenNodes(root).entries, JSON.stringify(layers));
  }
});

test("a directory that gets its entry from a later layer keeps what was in it", () => {
  const [bare, later] = [tree(entry("a/b")), tree(directory("a"))];
  const root = emptyNode();
  addLayer(root, bare, 0);
  addLayer(root, later, 1);
  assert.deepEqual(paths(flattenNodes(root)), ["a", "a/b"]);
  assert.deepEqual(paths(mergeTrees([bare, later])), ["a", "a/b"]);
});
