import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeTrees } from "../../../../src/image/layer/merge.ts";
import { findEntry } from "../../../../src/image/layer/tree.ts";
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
