import assert from "node:assert/strict";
import { test } from "node:test";
import { cursorRow, inspectTree, placeAt, visibleNodes } from "../../../../components/panels/inspect-tree.ts";
import { NOT_INSPECTED } from "../../../../src/stores/view/places.ts";

const nodes = inspectTree({ a: { b: { c: 1 }, d: [2, 3] }, e: "f", gone: undefined });
const keys = (rows: readonly number[]) => rows.map((row) => nodes[row]?.key);
const folded = (...paths: string[]) => new Set(paths.map((path) => path.replaceAll("/", "\0")));

test("what is folded hides all that is in it, and nothing else", () => {
  assert.deepEqual(keys(visibleNodes(nodes, NOT_INSPECTED)), ["a", "b", "c", "d", "0", "1", "e"]);
  assert.deepEqual(keys(visibleNodes(nodes, { folded: folded("/a/b") })), ["a", "b", "d", "0", "1", "e"]);
  assert.deepEqual(keys(visibleNodes(nodes, { folded: folded("/a", "/a/b") })), ["a", "e"]);
});

test("the cursor stands on what holds its value while that is folded", () => {
  const place = { ...NOT_INSPECTED, path: "\0a\0b\0c", folded: folded("/a/b") };
  const rows = visibleNodes(nodes, place);
  assert.equal(nodes[rows[cursorRow(nodes, rows, place)] ?? -1]?.key, "b");
});

test("going to a value opens what holds it, and leaves the rest folded", () => {
  const place = placeAt({ ...NOT_INSPECTED, folded: folded("/a", "/a/b", "/a/d") }, nodes, 2);
  assert.deepEqual([...place.folded], ["\0a\0d"]);
  assert.equal(place.path, "\0a\0b\0c");
});
