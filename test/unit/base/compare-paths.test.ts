import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePaths } from "../../../src/base/compare-paths.ts";

test("a directory comes right before all that is in it", () => {
  const wanted = ["", "a", "a/b", "a/b/c", "a!", "a-b", "a.d", "a.d/x", "ab"];
  assert.deepEqual(wanted.toReversed().sort(comparePaths), wanted);
});
