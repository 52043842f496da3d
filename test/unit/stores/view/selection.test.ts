import assert from "node:assert/strict";
import { test } from "node:test";
import {
  moveSelection,
  NOTHING_SELECTED,
  reselect,
  windowTop,
} from "../../../../src/stores/view/selection.ts";

test("a selection stays with its row while rows come and go above it", () => {
  const before = { id: "b", index: 1 };
  assert.deepEqual(reselect(before, ["new", "a", "b", "c"]), { id: "b", index: 2 });
  assert.deepEqual(reselect(before, ["b", "c"]), { id: "b", index: 0 });
});

test("when the selected row goes, what stands in its place is selected", () => {
  assert.deepEqual(reselect({ id: "b", index: 1 }, ["a", "c"]), { id: "c", index: 1 });
  assert.deepEqual(reselect({ id: "c", index: 2 }, ["a", "b"]), { id: "b", index: 1 });
});

test("the first row is selected when nothing was", () => {
  assert.deepEqual(reselect(NOTHING_SELECTED, ["a", "b"]), { id: "a", index: 0 });
});

test("an empty list has no selection but remembers where it stood", () => {
  assert.deepEqual(reselect({ id: "b", index: 3 }, []), { id: undefined, index: 3 });
});

test("moves stop at both ends", () => {
  const ids = ["a", "b", "c"];
  assert.deepEqual(moveSelection({ id: "b", index: 1 }, ids, 10), { id: "c", index: 2 });
  assert.deepEqual(moveSelection({ id: "b", index: 1 }, ids, -10), { id: "a", index: 0 });
  assert.deepEqual(moveSelection(NOTHING_SELECTED, [], 1), { id: undefined, index: 0 });
});

test("a window moves no further than it must to show the chosen row", () => {
  const cases: [before: number, chosen: number, height: number, total: number, top: number][] = [
    [0, 4, 5, 20, 0],
    [0, 5, 5, 20, 1],
    [10, 3, 5, 20, 3],
    [10, 12, 5, 20, 10],
    [18, 19, 5, 20, 15],
    [3, 0, 5, 2, 0],
    [0, 0, 5, 0, 0],
  ];
  for (const [before, chosen, height, total, top] of cases) {
    assert.equal(windowTop(before, chosen, height, total), top, `${[before, chosen, height, total]}`);
  }
});
