import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../src/base/nearest.ts";

const known = ["run", "rm", "rmi", "images", "inspect", "start", "starter", "stop", "history"];

for (const [written, meant] of [
  ["rnu", "run"],
  ["imagse", "images"],
  ["inspct", "inspect"],
  ["hsitory", "history"],
  ["strat", "start"],
  ["frobnicate", undefined],
  ["x", undefined],
] as const) {
  test(`${written} is most likely ${meant ?? "nothing that is known"}`, () => {
    assert.equal(nearest(written, known), meant);
  });
}
