import assert from "node:assert/strict";
import { test } from "node:test";
import { moveRows, topOf } from "../../../../src/stores/logs/log-place.ts";
import type { LogLine } from "../../../../src/stores/logs/log-source.ts";

/** As many rows as the text has letters. */
const lines = ["1", "333", "1", "22", "1", "1"].map(
  (shown, offset): LogLine => ({
    shown,
    text: shown,
    offset,
    source: 0,
    stream: "stdout",
    time: "",
    open: false,
  }),
);
const plain = { height: 3, rowsOf: () => 1 };
const wrapped = { height: 3, rowsOf: ({ shown }: LogLine) => shown.length };

test("at the end the last rows are seen, also when lines take several", () => {
  assert.deepEqual(topOf({ at: "end" }, lines, plain), { index: 3, row: 0 });
  assert.deepEqual(topOf({ at: "end" }, lines, wrapped), { index: 3, row: 1 });
  assert.deepEqual(topOf({ at: "end" }, lines.slice(0, 1), wrapped), { index: 0, row: 0 });
});

test("rows are passed one by one, and the last window means following", () => {
  let place = moveRows({ at: "end" }, -1, lines, wrapped);
  const seen: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    seen.push(place.at === "end" ? "end" : `${place.index}.${place.row}`);
    place = moveRows(place, -1, lines, wrapped);
  }
  assert.deepEqual(seen, ["3.0", "2.0", "1.2", "1.1", "1.0", "0.0"]);
  assert.deepEqual(place, { at: "line", index: 0, row: 0 });
  assert.deepEqual(moveRows(place, 5, lines, wrapped), { at: "line", index: 3, row: 0 });
  assert.deepEqual(moveRows(place, 6, lines, wrapped), { at: "end" });
  assert.deepEqual(moveRows(place, 100, lines, plain), { at: "end" });
  assert.deepEqual(moveRows({ at: "line", index: 0, row: 0 }, 2, lines, plain), {
    at: "line",
    index: 2,
    row: 0,
  });
});
