import assert from "node:assert/strict";
import { test } from "node:test";
import { firstWhere } from "../../../src/base/first-where.ts";

test("the first place from which on it holds is found from any start, near and far", () => {
  const numbers = Array.from({ length: 50 }, (_, n) => n);
  for (const start of [0, 1, 7, 49, 50]) {
    for (let least = 0; least <= 51; least += 1) {
      const found = firstWhere(numbers, start, (number) => number >= least);
      assert.equal(found, Math.min(50, Math.max(start, least)), `from ${start}, at least ${least}`);
    }
  }
  assert.equal(
    firstWhere([], 0, () => true),
    0,
  );
});
