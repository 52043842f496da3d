import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import { ExpansionLimit } from "../../../../src/image/layer/expansion-limit.ts";

const MIB = 1024 ** 2;

test("a layer may shrink well", () => {
  const limit = new ExpansionLimit("unpack layer");
  limit.read(10 * MIB);
  limit.expanded(1000 * MIB);
});

test("a small layer may be all zeros", () => {
  const limit = new ExpansionLimit("unpack layer");
  limit.read(1000);
  limit.expanded(100 * MIB);
});

test("what grows out of all proportion is stopped", () => {
  const limit = new ExpansionLimit("unpack layer");
  limit.read(MIB);
  assert.throws(
    () => {
      for (let count = 0; count < 10_000; count += 1) limit.expanded(MIB);
    },
    (error) => error instanceof CodedError && error.code === "expands-too-much",
  );
  assert.ok(limit.expandedBytes < 1024 * MIB);
});
