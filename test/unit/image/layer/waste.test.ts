import assert from "node:assert/strict";
import { test } from "node:test";
import { wasteOf } from "../../../../src/image/layer/waste.ts";
import { directory, entry, tree, whiteout } from "./entry.ts";

const file = (path: string, sizeBytes: number) => entry(path, { sizeBytes });
const link = (path: string, linkTarget: string, sizeBytes = 0) =>
  entry(path, { kind: "hardlink", linkTarget, sizeBytes });
const copy = (
  layer: number,
  by: number,
  sizeBytes: number,
  how: "overwritten" | "removed" = "overwritten",
) => ({
  layer,
  by,
  how,
  sizeBytes,
});

test("an image whose layers share no path wastes nothing", () => {
  const waste = wasteOf([tree(file("a", 10)), tree(file("b", 30))]);
  assert.deepEqual(waste, { totalBytes: 40, wastedBytes: 0, efficiency: 1, files: [] });
});

test("of a file in three layers the two earlier copies are wasted, each by the layer after it", () => {
  const waste = wasteOf([tree(file("a", 10)), tree(file("a", 20)), tree(file("b", 50)), tree(file("a", 40))]);
  assert.deepEqual(waste, {
    totalBytes: 120,
    wastedBytes: 30,
    efficiency: 0.75,
    files: [{ path: "a", sizeBytes: 30, copies: [copy(0, 1, 10), copy(1, 3, 20)] }],
  });
});

test("what is removed at the end wastes all its copies", () => {
  const waste = wasteOf([tree(file("a", 10)), tree(file("a", 20)), tree(whiteout("a")), tree(file("b", 30))]);
  assert.deepEqual(waste.files, [
    { path: "a", sizeBytes: 30, copies: [copy(0, 1, 10), copy(1, 2, 20, "removed")] },
  ]);
  assert.equal(waste.efficiency, 0.5);
});

test("a whiteout, an opaque directory and a file in a directory's place remove all that is under it", () => {
  const base = tree(directory("d"), file("d/a", 1), directory("d/e"), file("d/e/b", 2));
  for (const above of [
    tree(whiteout("d")),
    tree(directory("d", { opaque: true })),
    tree(entry("d", { kind: "symlink", linkTarget: "x" })),
  ]) {
    assert.deepEqual(
      wasteOf([base, above]).files,
      [
        { path: "d/e/b", sizeBytes: 2, copies: [copy(0, 1, 2, "removed")] },
        { path: "d/a", sizeBytes: 1, copies: [copy(0, 1, 1, "removed")] },
      ],
      JSON.stringify(above),
    );
  }
});

test("an opaque directory keeps what its own layer has in it, and a plain one all", () => {
  const base = tree(directory("d"), file("d/a", 1));
  assert.equal(wasteOf([base, tree(directory("d"), file("d/b", 2))]).wastedBytes, 0);
  const waste = wasteOf([base, tree(directory("d", { opaque: true }), file("d/a", 2))]);
  assert.deepEqual([waste.totalBytes, waste.wastedBytes], [3, 1]);
});

test("a file with several names counts once, and is wasted with its last name", () => {
  const base = tree(file("m", 8), link("a", "m", 8), link("z", "m", 8));
  assert.equal(wasteOf([base]).totalBytes, 8);
  assert.equal(wasteOf([base, tree(whiteout("m"), file("z", 1))]).wastedBytes, 0, "one name is left");
  assert.deepEqual(wasteOf([base, tree(whiteout("m"), file("z", 1)), tree(whiteout("a"))]).files, [
    { path: "m", sizeBytes: 8, copies: [copy(0, 2, 8, "removed")] },
  ]);
});

test("a whiteout of what was never there, and empty files, waste nothing", () => {
  const waste = wasteOf([tree(file("empty", 0)), tree(whiteout("empty"), whiteout("never/there"))]);
  assert.deepEqual(waste, { totalBytes: 0, wastedBytes: 0, efficiency: 1, files: [] });
});
