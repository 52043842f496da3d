import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContainerSample } from "../../../../src/engine/containers/stats.ts";
import { addSample, NO_HISTORY } from "../../../../src/stores/stats/history.ts";

const sample = (second: number, more: Partial<ContainerSample> = {}): ContainerSample => ({
  id: "c1",
  name: "web",
  timeMs: second * 1000,
  startedAtMs: 0,
  processors: 2,
  machineMemoryBytes: 1e9,
  cpuShare: undefined,
  cpuMicroseconds: 0,
  cpuLimit: undefined,
  memoryBytes: 1e6,
  memoryLimitBytes: undefined,
  pids: 1,
  pidsLimit: undefined,
  readBytes: 0,
  writtenBytes: 0,
  network: { receivedBytes: 0, sentBytes: 0 },
  ...more,
});

test("rates are between samples that counted them; a new run begins anew", () => {
  let history = addSample(NO_HISTORY, sample(1), undefined);
  const brief = { network: undefined, pids: undefined, readBytes: undefined, writtenBytes: undefined };
  history = addSample(history, sample(2, brief), 0.5);
  history = addSample(
    history,
    sample(5, { readBytes: 400, network: { receivedBytes: 8, sentBytes: 40 } }),
    0.5,
  );
  const last = history.points.at(-1);
  assert.deepEqual([last?.readRate, last?.writeRate, last?.receiveRate, last?.sendRate], [100, 0, 2, 10]);
  assert.equal(history.points[1]?.readRate, undefined);
  history = addSample(history, sample(6, { startedAtMs: 5500, readBytes: 5 }), undefined);
  assert.equal(history.points.at(-1)?.readRate, undefined);
});

test("a history is bounded, and thins out what is old before it loses anything", () => {
  let history = NO_HISTORY;
  for (let second = 0; second < 5000; second += 1) history = addSample(history, sample(second), 0);
  assert.ok(history.points.length <= 900, String(history.points.length));
  const times = history.points.map(({ timeMs }) => timeMs / 1000);
  assert.deepEqual(
    times.slice(-100),
    Array.from({ length: 100 }, (_, n) => 4900 + n),
  );
  assert.equal(times[0], 0);
});
