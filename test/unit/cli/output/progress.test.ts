import assert from "node:assert/strict";
import { test } from "node:test";
import { barLine } from "../../../../src/cli/output/progress.ts";

test("a bar shows the share that is done", () => {
  const line = barLine({ phase: "unpacking", item: "layer 1", done: 50, total: 100 }, 79);
  assert.equal(line, `unpacking layer 1  ${"▓".repeat(12)}${"░".repeat(12)}  50 %  50B / 100B`);
});

test("work without a known end shows how far it is", () => {
  assert.equal(barLine({ phase: "reading", done: 2_500_000 }, 79), "reading  2.5MB");
});

test("items are counted, not measured", () => {
  assert.match(
    barLine({ phase: "files", done: 3000, total: 3000, unit: "items" }, 79),
    /100 % {2}3000 \/ 3000$/,
  );
});

test("a bar is never wider than its place", () => {
  assert.equal([...barLine({ phase: "x".repeat(200), done: 1, total: 2 }, 40)].length, 40);
});
