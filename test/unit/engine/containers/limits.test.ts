import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import { limitsOf } from "../../../../src/engine/containers/limits.ts";

const limits = (options: object) => limitsOf({ image: "starter", ...options }, 2048);

test("limits take the spec's form", () => {
  assert.deepEqual(limits({}), { pids: { limit: 2048 } });
  assert.deepEqual(limits({ memoryBytes: 64 << 20, cpus: 1.5, pidsLimit: 10 }), {
    memory: { limit: 64 << 20, swap: 128 << 20 },
    cpu: { quota: 150_000, period: 100_000 },
    pids: { limit: 10 },
  });
  assert.deepEqual(limits({ memoryBytes: 0, cpus: 0, pidsLimit: 0 }), { pids: { limit: -1 } });
});

test("what no container could live with is refused", () => {
  for (const options of [
    { memoryBytes: 1024 },
    { memoryBytes: Number.NaN },
    { memoryBytes: -1 },
    { cpus: 0.001 },
    { cpus: -1 },
    { cpus: Number.POSITIVE_INFINITY },
    { pidsLimit: 1.5 },
    { pidsLimit: -2 },
  ]) {
    assert.throws(
      () => limits(options),
      (error) => error instanceof CodedError && error.code === "invalid-limit",
      JSON.stringify(options),
    );
  }
});
