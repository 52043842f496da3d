import assert from "node:assert/strict";
import { test } from "node:test";
import { ceiling, series } from "../../../../components/panels/stats-series.ts";
import { graphRows } from "../../../../components/widgets/graph.ts";
import type { StatsPoint } from "../../../../src/stores/stats/history.ts";

const options = { columns: 4, rows: 2, max: 8, ascii: false };

test("a curve is filled down to its axis, two values in each letter, the newest at the right", () => {
  assert.deepEqual(graphRows({ ...options, values: [0, 1, 4, 4, 8, 8] }), ["   ⣿", " ⣀⣿⣿"]);
  assert.deepEqual(graphRows({ ...options, values: [] }), ["    ", "    "]);
  assert.deepEqual(graphRows({ ...options, values: [99, undefined] }), ["   ⡇", "   ⡇"]);
});

test("a terminal without such letters gets coarser ones of the same size", () => {
  assert.deepEqual(graphRows({ ...options, ascii: true, values: [0, 1, 4, 4, 8, 8] }), ["   #", " .##"]);
});

test("points are laid over equal steps of time; short gaps are bridged, long ones are not", () => {
  const at = (second: number, memoryBytes: number): StatsPoint => ({
    timeMs: second * 1000,
    memoryBytes,
    cpuShare: undefined,
    readRate: undefined,
    writeRate: undefined,
    receiveRate: undefined,
    sendRate: undefined,
  });
  const points = [at(1, 10), at(41, 2), at(42, 4), at(80, 8)];
  const values = series(points, ({ memoryBytes }) => memoryBytes, {
    count: 8,
    spanMs: 80_000,
    nowMs: 80_000,
  });
  assert.deepEqual(values, [10, 10, 10, undefined, 3, 3, 3, 8]);
  assert.ok(
    series(points, ({ cpuShare }) => cpuShare, { count: 3, spanMs: 1, nowMs: 1 }).every(
      (v) => v === undefined,
    ),
  );
});

test("the axis ends at a round number above all values", () => {
  assert.deepEqual(
    [
      ceiling([0.3, undefined], 0.01),
      ceiling([], 0.01),
      ceiling([1200], 1000),
      ceiling([2000], 1),
      ceiling([51], 1),
    ],
    [0.5, 0.01, 2000, 2000, 100],
  );
});
