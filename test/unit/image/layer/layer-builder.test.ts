import assert from "node:assert/strict";
import { test } from "node:test";
import type { EntryRecord } from "../../../../src/image/layer/entry-record.ts";
import { LayerBuilder } from "../../../../src/image/layer/layer-builder.ts";
import { addLayer, mergeTrees } from "../../../../src/image/layer/merge.ts";
import { TarReader } from "../../../../src/image/layer/tar-reader.ts";
import type { Tree } from "../../../../src/image/layer/tree.ts";
import { emptyNode } from "../../../../src/image/layer/tree-nodes.ts";
import { type TarEntry, tar } from "../../../support/tar.ts";
import { directory, entry, tree } from "./entry.ts";

/** What a layer's tar asks for on top of a stack: records in short, without the times at the end, and the tree. */
function build(below: readonly Tree[], ...entries: TarEntry[]): { records: string[]; tree: Tree } {
  const stack = emptyNode();
  for (const [layer, one] of below.entries()) addLayer(stack, one, layer);
  const records: EntryRecord[] = [];
  const builder = new LayerBuilder(stack, (record) => records.push(record));
  const reader = new TarReader({ entry: (header) => void builder.add(header), content: () => undefined });
  reader.feed(tar(...entries));
  reader.end();
  const work = builder.finish();
  let next = work.next();
  while (!next.done) next = work.next();
  const told = records.filter(({ op }) => !["time", "lower-time", "end"].includes(op));
  return { records: told.map(brief), tree: next.value };
}

function brief(record: EntryRecord): string {
  const marks = "opaque" in record && record.opaque ? " opaque" : "";
  const lower = "lower" in record ? ` from ${record.lower}` : "";
  const target = "target" in record ? ` -> ${record.target}` : "";
  return `${record.op} ${"path" in record ? record.path : ""}${target}${lower}${marks}`;
}

const dir = (name: string): TarEntry => ({ name, type: "5" });
const base = tree(
  directory(""),
  directory("etc", { mode: 0o700 }),
  entry("etc/a"),
  entry("f"),
  directory("d"),
  entry("d/x"),
);

test("a parent that is only implied is taken over from the layer that has it", () => {
  const above = tree(directory(""), directory("etc", { mode: 0o711 }));
  const { records, tree: made } = build([base, above], { name: "etc/new/file" });
  assert.deepEqual(records, ["copy-up etc from 1", "directory etc/new", "file etc/new/file", "attributes "]);
  assert.deepEqual(
    made.entries.map(({ path, mode }) => [path, mode]),
    [
      ["", 0o755],
      ["etc", 0o711],
      ["etc/new", 0o755],
      ["etc/new/file", 0o644],
    ],
  );
});

test("an entry that comes after what it implied gives it its attributes", () => {
  const { records } = build([base], { name: "etc/b" }, { ...dir("etc"), mode: 0o500 });
  assert.deepEqual(records.slice(0, 3), ["copy-up etc from 0", "file etc/b", "attributes etc"]);
});

test("what is replaced is removed first, a directory from its depths up", () => {
  const { records } = build([], dir("d"), { name: "d/a/b" }, { name: "d" }, dir("d"));
  assert.deepEqual(records.slice(3), [
    "remove d/a/b",
    "remove d/a",
    "remove d",
    "file d",
    "remove d",
    "directory d opaque",
    "attributes ",
  ]);
});

test("a whiteout makes its mark once, and none where there is nothing", () => {
  const { records } = build([base], { name: ".wh.f" }, { name: ".wh.f" }, { name: "no/such/.wh.g" });
  assert.deepEqual(records, ["whiteout f", "attributes "]);
});

test("a whiteout and a directory of one name make an opaque directory, in either order", () => {
  const before = build([base], { name: ".wh.d" }, dir("d"), { name: "d/new" });
  assert.deepEqual(before.records.slice(0, 4), [
    "whiteout d",
    "remove d",
    "directory d opaque",
    "file d/new",
  ]);
  const after = build([base], dir("d"), { name: "d/new" }, { name: ".wh.d" });
  assert.deepEqual(after.records.slice(0, 3), ["directory d", "file d/new", "opaque d"]);
  for (const { tree: made } of [before, after]) {
    const seen = mergeTrees([base, made]).entries.map(({ path }) => path);
    assert.deepEqual(seen, ["", "d", "d/new", "etc", "etc/a", "f"]);
  }
});

test("a whiteout and a file of one name leave the file, in either order", () => {
  assert.deepEqual(build([base], { name: ".wh.f" }, { name: "f" }).records, [
    "whiteout f",
    "remove f",
    "file f",
    "attributes ",
  ]);
  assert.deepEqual(build([base], { name: "f" }, { name: ".wh.f" }).records, ["file f", "attributes "]);
});

test("an opaque root is written name by name, as overlay ignores the mark there", () => {
  const { records, tree: made } = build([base], { name: "etc/new" }, { name: ".wh..wh..opq" });
  assert.deepEqual(records.slice(-3).sort(), ["opaque etc", "whiteout d", "whiteout f"]);
  assert.deepEqual(
    mergeTrees([base, made]).entries.map(({ path }) => path),
    ["", "etc", "etc/new"],
  );
});

test("nothing shows through an opaque directory: no parent is taken over, no link leads below", () => {
  const { records } = build([base], { name: "d/.wh..wh..opq" }, { name: "d/x/y" });
  assert.deepEqual(records.slice(0, 4), ["copy-up d from 0", "opaque d", "directory d/x", "file d/x/y"]);
  const link = { name: "l", type: "1", linkName: "d/x" };
  assert.throws(() => build([base], { name: "d/.wh..wh..opq" }, link), /is not there/);
});

test("a hard link into a lower layer takes the file along, once", () => {
  const { records, tree: made } = build(
    [base],
    { name: "l1", type: "1", linkName: "etc/a" },
    { name: "l2", type: "1", linkName: "etc/a" },
  );
  assert.deepEqual(records.slice(0, 4), [
    "copy-up etc from 0",
    "copy-up etc/a from 0",
    "hardlink l1 -> etc/a",
    "hardlink l2 -> etc/a",
  ]);
  assert.deepEqual(made.entries.map(({ path, kind, linkTarget }) => [path, kind, linkTarget]).slice(2), [
    ["etc/a", "file", undefined],
    ["l1", "hardlink", "etc/a"],
    ["l2", "hardlink", "etc/a"],
  ]);
});

test("a hard link keeps its file when the name it was made of becomes another", () => {
  const { tree: made } = build(
    [],
    { name: "a", body: "123" },
    { name: "b", type: "1", linkName: "a" },
    { name: "c", type: "1", linkName: "b" },
    { name: "a", body: "1" },
    { name: "d", type: "1", linkName: "a" },
  );
  assert.deepEqual(
    made.entries.slice(1).map(({ path, kind, linkTarget, sizeBytes }) => [path, kind, linkTarget, sizeBytes]),
    [
      ["a", "file", undefined, 1],
      ["b", "file", undefined, 3],
      ["c", "hardlink", "b", 3],
      ["d", "hardlink", "a", 1],
    ],
  );
});

test("a later tar entry below a symlink goes where the stack's symlink leads", () => {
  const lib = tree(
    directory(""),
    directory("usr"),
    directory("usr/lib"),
    entry("lib", { kind: "symlink", linkTarget: "usr/lib" }),
  );
  assert.deepEqual(build([lib], { name: "lib/x" }).records.slice(0, 3), [
    "copy-up usr from 0",
    "copy-up usr/lib from 0",
    "file usr/lib/x",
  ]);
});

test("a file of a lower layer is no directory to put things in", () => {
  assert.throws(() => build([base], { name: "f/x" }), {
    code: "tar-refused",
    message: /"f" is not a directory/,
  });
});

test("names that belong to the prototype of objects are names like any other", () => {
  const { tree: made } = build([], { name: "__proto__/constructor" }, { name: "toString" });
  assert.deepEqual(
    made.entries.map(({ path }) => path),
    ["", "__proto__", "__proto__/constructor", "toString"],
  );
});
