import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce } from "../../../../src/base/steps.ts";
import type { TreeEntry } from "../../../../src/image/layer/tree.ts";
import * as models from "../../../../src/stores/files/file-model.ts";
import { changeMarks, layerMarks, marksOver } from "../../../../src/stores/files/marks.ts";
import {
  changedNodes,
  type FileView,
  rowOf,
  unfoldedAtFirst,
  visibleRows,
} from "../../../../src/stores/files/visible-rows.ts";

type FileModel = models.FileModel;
const stackModel = (...args: Parameters<typeof models.stackModel>) => atOnce(models.stackModel(...args));
const layerModel = (...args: Parameters<typeof layerMarks>) =>
  atOnce(models.markedModel(layerMarks(...args)));
const changesModel = (...args: Parameters<typeof changeMarks>) =>
  atOnce(models.markedModel(changeMarks(...args)));

const ALL: FileView = {
  unfolded: new Set(["etc", "etc/ssl", "usr", "usr/bin"]),
  filter: "",
  order: "name",
};

test("a directory's size is the sum of all that is in it", () => {
  const model = stackModel([
    dir("etc"),
    file("etc/a", 10),
    dir("etc/ssl"),
    file("etc/ssl/key", 5),
    file("z", 1),
  ]);
  assert.deepEqual(show(model, ALL), ["etc/ 15", " a 10", " ssl/ 5", "  key 5", "z 1"]);
  assert.equal(model.sizeBytes, 16);
  assert.equal(model.fileCount, 3);
});

test("directories that a layer does not name are filled in", () => {
  const model = layerModel([file("usr/bin/ls", 3)], []);
  assert.deepEqual(show(model, ALL), ["usr/ 3", " bin/ 3", "  + ls 3"]);
});

test("a file whose name sorts before the slash does not tear a directory apart", () => {
  const model = stackModel([dir("a"), file("a/x", 2), file("a-b", 1), file("a.c", 4)]);
  assert.deepEqual(show(model, { ...ALL, unfolded: new Set(["a"]) }), ["a/ 2", " x 2", "a-b 1", "a.c 4"]);
});

test("a layer's entries are marked by what they do to the stack below", () => {
  const below = [dir("etc"), file("etc/kept", 1), file("etc/old", 1), dir("var")];
  const own: TreeEntry[] = [
    dir("etc"),
    file("etc/kept", 2),
    file("etc/new", 3),
    { ...file("etc/old", 0), kind: "whiteout" },
    { ...dir("var"), opaque: true },
  ];
  const marks = layerModel(own, below).nodes.map(
    ({ path, mark, opaque }) => `${path} ${mark}${opaque ? " opaque" : ""}`,
  );
  assert.deepEqual(marks, [
    "etc none",
    "etc/kept changed",
    "etc/new added",
    "etc/old removed",
    "var none opaque",
  ]);
});

test("what a layer takes away is shown as it was, with all that was in it", () => {
  const below = [
    dir("a"),
    dir("a/sub"),
    file("a/sub/y", 7),
    file("a/x", 5),
    dir("kept"),
    file("kept/z", 1),
    dir("over"),
    file("over/old", 2),
    file("over/same", 3),
  ];
  const own: TreeEntry[] = [
    gone("a"),
    gone("never-there"),
    { ...dir("over"), opaque: true },
    file("over/same", 4),
  ];
  const model = layerModel(own, below);
  assert.deepEqual(show(model, { ...ALL, unfolded: new Set(["a", "a/sub", "over"]) }), [
    "- a/ 0",
    " - sub/ 0",
    "  - y 0",
    " - x 0",
    "- never-there 0",
    "over/ 4",
    " - old 0",
    " ~ same 4",
  ]);
  assert.deepEqual([model.fileCount, model.removedCount], [1, 4]);
  assert.deepEqual(
    changedNodes(model).map((index) => model.nodes[index]?.path),
    ["a", "never-there", "over", "over/old", "over/same"],
    "what went with a directory is no change of its own",
  );
});

test("a directory is changed when its mode or owner is", () => {
  const model = layerModel([{ ...dir("a"), mode: 0o700 }, dir("b")], [dir("a"), dir("b")]);
  assert.deepEqual(show(model, ALL), ["~ a/ 0", "b/ 0"]);
});

test("a whole stack shows what was left alone too, unfolded to the changes", () => {
  const below = [dir("etc"), file("etc/a", 1), file("etc/b", 2), dir("usr"), ...many("usr/f", 100)];
  const own = [dir("etc"), gone("etc/a"), file("etc/b", 5)];
  const stack = [dir("etc"), file("etc/b", 5), dir("usr"), ...many("usr/f", 100)];
  const model = atOnce(models.markedModel(marksOver(stack, layerMarks(own, below))));
  assert.deepEqual(show(model, { ...ALL, unfolded: unfoldedAtFirst(model) }), [
    "etc/ 5",
    " - a 0",
    " ~ b 5",
    "usr/ 100",
  ]);
});

test("folded directories hide what is in them", () => {
  const model = stackModel([dir("etc"), file("etc/a", 1), dir("usr"), dir("usr/bin"), file("usr/bin/ls", 1)]);
  assert.deepEqual(show(model, { ...ALL, unfolded: new Set(["usr"]) }), ["etc/ 1", "usr/ 1", " bin/ 1"]);
});

test("a filter shows what matches with the directories on its way, folded or not", () => {
  const model = stackModel([
    dir("etc"),
    file("etc/a", 1),
    dir("usr"),
    dir("usr/bin"),
    file("usr/bin/ls", 1),
    file("x", 1),
  ]);
  assert.deepEqual(show(model, { ...ALL, unfolded: new Set(), filter: "BIN/L" }), [
    "usr/ 1",
    " bin/ 1",
    "  ls 1",
  ]);
});

test("what a container changed is shown as a tree with Docker's three kinds of change", () => {
  const model = changesModel([
    { path: "etc/hosts", change: "changed", entry: file("etc/hosts", 1) },
    { path: "root/.history", change: "added", entry: file("root/.history", 2) },
    { path: "tmp/gone", change: "removed", entry: file("tmp/gone", 9) },
  ]);
  const unfolded = unfoldedAtFirst(model);
  assert.deepEqual(show(model, { ...ALL, unfolded }), [
    "etc/ 1",
    " ~ hosts 1",
    "root/ 2",
    " + .history 2",
    "tmp/ 0",
    " - gone 0",
  ]);
  assert.equal(model.sizeBytes, 3);
});

test("a large tree is first shown folded", () => {
  const entries = [dir("usr"), ...many("usr/f", 100), dir("var")];
  assert.equal(unfoldedAtFirst(stackModel(entries)).size, 0);
});

test("by size the largest comes first in each directory, by path there is no tree", () => {
  const model = stackModel([
    dir("a"),
    file("a/x", 1),
    file("a/y", 5),
    dir("b"),
    dir("b/c"),
    file("b/c/z", 9),
    file("d", 6),
  ]);
  const view = { ...ALL, unfolded: new Set(["a", "b", "b/c"]) };
  assert.deepEqual(show(model, { ...view, order: "size" }), [
    "b/ 9",
    " c/ 9",
    "  z 9",
    "a/ 6",
    " y 5",
    " x 1",
    "d 6",
  ]);
  const paths = visibleRows(model, { ...view, unfolded: new Set(), order: "path" });
  assert.deepEqual(
    paths.map((index) => model.nodes[index]?.path),
    ["a/x", "a/y", "b/c/z", "d"],
  );
});

test("the cursor stays on its file, or goes to the directory that hides it", () => {
  const model = stackModel([dir("a"), file("a/x", 1), file("a/y", 5), file("z", 1)]);
  assert.equal(rowOf(model, [0, 2, 1, 3], 1), 2);
  assert.equal(rowOf(model, [3, 0], 2), 1);
  assert.equal(rowOf(model, [], 2), 0);
});

test("a comparison tells by how much each path grew", () => {
  const model = atOnce(
    models.comparisonModel([
      { path: "a", before: dir("a"), after: dir("a") },
      { path: "a/grown", before: file("a/grown", 4), after: file("a/grown", 10) },
      { path: "a/gone", before: file("a/gone", 3), after: undefined },
      { path: "new", before: undefined, after: file("new", 2) },
    ]),
  );
  assert.deepEqual(
    model.nodes.map(({ path, mark, sizeBytes }) => `${path} ${mark} ${sizeBytes}`),
    ["a changed 3", "a/grown changed 6", "a/gone removed -3", "new added 2"],
  );
  assert.equal(model.compares, true);
});

function show(model: FileModel, view: FileView): string[] {
  const signs = { added: "+ ", changed: "~ ", removed: "- ", none: "" };
  return visibleRows(model, view).map((index) => {
    const node = model.nodes[index];
    assert.ok(node);
    return `${" ".repeat(node.depth)}${signs[node.mark]}${node.name}${node.isDirectory ? "/" : ""} ${node.sizeBytes}`;
  });
}

function file(path: string, sizeBytes: number): TreeEntry {
  return { path, kind: "file", mode: 0o644, uid: 0, gid: 0, sizeBytes, mtimeSeconds: 0 };
}

function dir(path: string): TreeEntry {
  return { path, kind: "directory", mode: 0o755, uid: 0, gid: 0, sizeBytes: 0, mtimeSeconds: 0 };
}

function many(prefix: string, count: number): TreeEntry[] {
  return Array.from({ length: count }, (_, n) => file(`${prefix}${n}`, 1)).sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function gone(path: string): TreeEntry {
  return { ...file(path, 0), kind: "whiteout" };
}
