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
  assert.deepEqual(
    limits({
      memoryBytes: 64 << 20,
      memorySwapBytes: -1,
      memoryReservationBytes: 8 << 20,
      memorySwappiness: 0,
    }).memory,
    { limit: 64 << 20, swap: -1, reservation: 8 << 20, swappiness: 0 },
  );
  assert.deepEqual(
    limits({ cpuQuota: 5000, cpuPeriod: 10_000, cpuShares: 512, cpusetCpus: "0-1", cpusetMems: "0" }).cpu,
    { quota: 5000, period: 10_000, shares: 512, cpus: "0-1", mems: "0" },
  );
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
    { memorySwapBytes: 64 << 20 },
    { memoryBytes: 64 << 20, memorySwapBytes: 32 << 20 },
    { memoryBytes: 8 << 20, memoryReservationBytes: 16 << 20 },
    { memorySwappiness: 101 },
    { cpus: 1, cpuQuota: 5000 },
    { cpuPeriod: 10 },
    { cpuQuota: 10 },
    { cpuShares: 1 },
    { cpusetCpus: "0-" },
    { cpusetMems: "all" },
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
