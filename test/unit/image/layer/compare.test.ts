import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce } from "../../../../src/base/steps.ts";
import * as compare from "../../../../src/image/layer/compare.ts";
import type { Tree } from "../../../../src/image/layer/tree.ts";
import { directory, entry, tree, whiteout } from "./entry.ts";

const before = tree(
  directory(""),
  directory("etc"),
  entry("etc/hosts"),
  entry("etc/motd", { sizeBytes: 4 }),
  directory("var"),
  directory("var/log"),
  entry("var/log/a"),
  entry("var/log/b"),
  directory("z"),
);

const compareTrees = (left: Tree, right: Tree) => atOnce(compare.compareTrees(left, right));
const changesOf = (upper: Tree, below: Tree) => atOnce(compare.changesOf(upper, below));

function marks(changes: readonly compare.ChangedPath[]): string[] {
  return changes.map(({ change, path }) => `${change[0]} ${path}`);
}

function changed(...edits: Tree["entries"]): Tree {
  const gone = new Set(edits.filter(({ kind }) => kind === "whiteout").map(({ path }) => path));
  const edited = new Map([...before.entries, ...edits].map((one) => [one.path, one]));
  return tree(...[...edited.values()].filter(({ path }) => !gone.has(path)));
}

test("nothing changed, nothing named", () => {
  assert.deepEqual(compareTrees(before, before), []);
});

test("a change names the directories above it as changed, but never the root", () => {
  assert.deepEqual(marks(compareTrees(before, changed(entry("etc/new")))), ["c etc", "a etc/new"]);
  assert.deepEqual(marks(compareTrees(before, changed(entry("top")))), ["a top"]);
  assert.deepEqual(marks(compareTrees(before, changed(whiteout("var/log/a")))), [
    "c var",
    "c var/log",
    "r var/log/a",
  ]);
});

test("each attribute alone makes a change", () => {
  const motd = { sizeBytes: 4 };
  const edits = [
    { ...motd, mode: 0o600 },
    { ...motd, uid: 5 },
    { ...motd, gid: 5 },
    { sizeBytes: 5 },
    { ...motd, mtimeSeconds: 2 },
    { ...motd, xattrs: { "user.a": "YQ==" } },
    { kind: "symlink", linkTarget: "hosts" },
  ] as const;
  for (const edit of edits) {
    assert.deepEqual(marks(compareTrees(before, changed(entry("etc/motd", edit)))), ["c etc", "c etc/motd"]);
  }
});

test("the time of a directory alone is no change", () => {
  assert.deepEqual(compareTrees(before, changed(directory("etc", { mtimeSeconds: 99 }))), []);
});

test("of a removed directory only the directory is named", () => {
  const after = tree(...before.entries.filter(({ path }) => !path.startsWith("var")));
  assert.deepEqual(marks(compareTrees(before, after)), ["r var"]);
});

test("of a directory that became a file only the file is named", () => {
  const after = tree(...before.entries.filter(({ path }) => !path.startsWith("var")), entry("var"));
  assert.deepEqual(marks(compareTrees(before, after)), ["c var"]);
});

test("a second name of a file is compared as a file", () => {
  const link = entry("etc/motd", { kind: "hardlink", linkTarget: "etc/x", sizeBytes: 4 });
  assert.deepEqual(compareTrees(before, changed(link)), []);
});

test("an upper directory changes the stack by its whiteouts, opaque directories and files", () => {
  const upper = tree(
    directory(""),
    directory("etc", { mtimeSeconds: 50 }),
    whiteout("etc/hosts"),
    whiteout("etc/never-there"),
    directory("var"),
    directory("var/log", { opaque: true }),
    entry("var/log/b", { sizeBytes: 8 }),
  );
  assert.deepEqual(marks(changesOf(upper, before)), [
    "c etc",
    "r etc/hosts",
    "c var",
    "c var/log",
    "r var/log/a",
    "c var/log/b",
  ]);
});

test("a directory that hides what is below it says so, a new one has nothing to hide", () => {
  const upper = tree(
    directory(""),
    directory("etc", { opaque: true, mode: 0o700 }),
    directory("new", { opaque: true }),
    directory("var"),
    directory("var/log"),
    directory("var/log/a", { opaque: true }),
  );
  const opaque = changesOf(upper, before).filter(({ entry: { opaque: hides } }) => hides);
  assert.deepEqual(marks(opaque), ["c etc"]);
});

test("changes stand in the order of a tree, each directory before what is in it", () => {
  const many = tree(directory("a"), entry("a/b"), entry("a-b"), directory("a/c"), entry("a/c/d"));
  const now = tree(
    directory("a"),
    entry("a/b", { mode: 0 }),
    directory("a/c"),
    entry("a/c/e"),
    entry("a-b", { mode: 0 }),
  );
  assert.deepEqual(marks(compareTrees(many, now)), ["c a", "c a/b", "c a/c", "r a/c/d", "a a/c/e", "c a-b"]);
});

test("a directory that was copied up and changed in nothing is no change", () => {
  assert.deepEqual(changesOf(tree(directory(""), directory("etc", { mtimeSeconds: 7 })), before), []);
});
