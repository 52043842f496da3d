import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, goldenText } from "../../support/golden.ts";

const cell = (text: string, style = "", width = 1) => ({ text, width, style });
const EMPTY = cell("");

test("a golden has the rows as text, then each style with its cells; like rows share a line", () => {
  const line = [cell("a", "bold fg=2"), cell("", "bold fg=2"), cell("b"), EMPTY];
  const wide = [cell("한", "", 2), cell("", "", 0), cell("c", "inverse"), cell("", "bold fg=2")];
  assert.equal(
    goldenText([line, line, [EMPTY, EMPTY, EMPTY, EMPTY], wide]),
    `a b
a b

한c
====================
bold fg=2
  1-2: 0-1
  4: 3
inverse
  4: 2
`,
  );
});

test("a difference shows the rows that are not the same, then the styles", () => {
  const before = "a\nb\nc\n====================\nbold\n  1: 0\n";
  const after = "a\nB\nc\nd\n====================\nbold\n  2: 0\n";
  assert.equal(
    difference(before, after),
    `   2 - b
   2 + B
   4 - 
   4 + d
styles
   - bold  1: 0
   + bold  2: 0`,
  );
});

test("of many rows that differ the first are shown", () => {
  const rows = (text: string) => Array.from({ length: 20 }, () => text).join("\n");
  const lines = difference(rows("a"), rows("b")).split("\n");
  assert.deepEqual(lines.slice(-2), ["  12 + b", "     and 8 more rows"]);
});
