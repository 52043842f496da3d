import assert from "node:assert/strict";
import { test } from "node:test";
import { childrenOf, directorySizes, findEntry, parentOf } from "../../../../src/image/layer/tree.ts";
import { directory, entry, tree } from "./entry.ts";

test("an entry is found by its path, and a missing one is undefined", () => {
  const found = tree(directory(""), directory("a"), entry("a/b"), entry("a-b"));
  for (const { path } of found.entries) assert.equal(findEntry(found, path)?.path, path);
  for (const path of ["b", "a/", "a/b/c", "a/a", "0"]) assert.equal(findEntry(found, path), undefined);
});

test("the children of a directory are those directly in it", () => {
  const all = tree(
    directory(""),
    directory("a"),
    directory("a/b"),
    entry("a/b/c"),
    entry("a/d"),
    entry("a-b"),
  );
  const names = (path: string) => childrenOf(all, path).map((child) => child.path);
  assert.deepEqual(names(""), ["a", "a-b"]);
  assert.deepEqual(names("a"), ["a/b", "a/d"]);
  assert.deepEqual(names("a-b"), []);
});

test("a directory weighs the files under it, a second name of a file nothing", () => {
  const sizes = directorySizes(
    tree(
      directory("a"),
      directory("a/b"),
      entry("a/b/c", { sizeBytes: 5 }),
      entry("a/d", { kind: "hardlink", linkTarget: "a/b/c", sizeBytes: 5 }),
      entry("e", { sizeBytes: 7 }),
    ),
  );
  assert.deepEqual(Object.fromEntries(sizes), { "": 12, a: 5, "a/b": 5 });
});

test("the parent of a top name is the root, and the root has none", () => {
  assert.deepEqual([parentOf("a/b/c"), parentOf("a"), parentOf("")], ["a/b", "", undefined]);
});
