import assert from "node:assert/strict";
import { test } from "node:test";
import type { Progress } from "../../../src/base/progress.ts";
import { advance, type JobProgress } from "../../../src/stores/job-progress.ts";

const MB = 1_000_000;

function afterAll(reports: readonly (readonly [atMs: number, report: Progress])[]): JobProgress {
  let progress: JobProgress | undefined;
  for (const [atMs, report] of reports) progress = advance(progress, report, atMs);
  assert.ok(progress);
  return progress;
}

test("speed and time left come from the last seconds of this phase", () => {
  const unpacking = (done: number): Progress => ({ phase: "unpacking", done, total: 100 * MB });
  const steady = afterAll([
    [0, { phase: "loading", done: 100 * MB, total: 100 * MB }],
    [1000, unpacking(0)],
    [2000, unpacking(10 * MB)],
    [3000, unpacking(20 * MB)],
  ]);
  assert.equal(steady.perSecond, 10 * MB);
  assert.equal(steady.leftMs, 8000);
  const slower = [4000, 5000, 6000, 7000, 8000, 9000].map(
    (atMs, index) => [atMs, unpacking((21 + index) * MB)] as const,
  );
  const slow = slower.reduce((progress, [atMs, report]) => advance(progress, report, atMs), steady);
  assert.equal(slow.perSecond, 1 * MB, "what was before the window counts no more");
});

test("nothing is said of the speed before there is enough to tell, nor of the end where the whole is unknown", () => {
  const young = afterAll([
    [0, { phase: "storing", done: 0, total: 10 }],
    [400, { phase: "storing", done: 5, total: 10 }],
  ]);
  assert.deepEqual([young.perSecond, young.leftMs], [undefined, undefined]);
  const endless = afterAll([
    [0, { phase: "reading archive", done: 0 }],
    [1000, { phase: "reading archive", done: 5 }],
  ]);
  assert.deepEqual([endless.perSecond, endless.leftMs], [5, undefined]);
  const stalled = afterAll([
    [0, { phase: "storing", done: 5, total: 10 }],
    [1000, { phase: "storing", done: 5, total: 10 }],
  ]);
  assert.deepEqual([stalled.perSecond, stalled.leftMs], [0, undefined]);
});

test("each layer is a step with what was done in it", () => {
  const { steps } = afterAll([
    [0, { phase: "loading", item: "layer 1 of 2", done: 10, total: 50 }],
    [1, { phase: "loading", item: "layer 1 of 2", done: 20, total: 50 }],
    [2, { phase: "loading", item: "layer 2 of 2", done: 45, total: 50 }],
    [3, { phase: "loading", item: "layer 2 of 2", done: 50, total: 50 }],
    [4, { phase: "unpacking", item: "layer 1 of 2", done: 5, total: 50 }],
  ]);
  assert.deepEqual(
    steps.map(({ phase, item, from, to }) => [phase, item, to - from]),
    [
      ["loading", "layer 1 of 2", 20],
      ["loading", "layer 2 of 2", 30],
      ["unpacking", "layer 1 of 2", 5],
    ],
  );
});
