import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_HELD_KEYS } from "../../../../components/keymap/held-keys.ts";
import { jobsDialog } from "../../../../components/overlays/jobs-dialog.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { english } from "../../../../components/words/english.ts";
import { korean } from "../../../../components/words/korean.ts";
import { CodedError } from "../../../../src/base/errors.ts";
import { advance, type JobProgress } from "../../../../src/stores/job-progress.ts";
import type { Job } from "../../../../src/stores/jobs-store.ts";
import { PLAIN_THEME as theme } from "../../../support/desk.ts";

const { keyOf } = DEFAULT_HELD_KEYS;
const MB = 1_000_000;

function running(id: number, layers: number): Job {
  let progress: JobProgress | undefined;
  for (let layer = 0; layer < layers; layer += 1) {
    const item = `layer ${layer + 1} of 40`;
    progress = advance(
      progress,
      { phase: "unpacking", item, done: layer * MB, total: 40 * MB },
      layer * 1000,
    );
  }
  const work = { kind: "load", path: `${id}.tar` } as const;
  return { id, work, startedAtMs: 0, state: { status: "running", progress, cancelling: false } };
}

const failed: Job = {
  id: 9,
  work: { kind: "save", image: "web:1" },
  startedAtMs: 0,
  state: {
    status: "failed",
    error: new CodedError("unavailable", "disk-full", "save web:1: no space left on the disk", {
      hint: "free some space",
    }),
  },
};

const rowsOf = (
  jobs: readonly Job[],
  selected: number,
  screen = { columns: 100, rows: 40 },
): readonly string[] =>
  jobsDialog({ jobs, selected, screen, theme, words: english, keyOf, nowMs: 4000 }).rows;

test("each job has its bar, and below it phase, bytes, speed and time; the chosen one its layers", () => {
  const text = rowsOf([running(1, 4), failed], 0).join("\n");
  assert.match(text, /▌ \S load 1\.tar +▓░+ +7 %/);
  assert.match(text, /unpacking layer 4 of 40 · 3MB of 40MB · 1MB\/s · 37s left · 4s so far/);
  assert.match(text, /✓ unpacking layer 1 of 40 +│\n.*✓ unpacking layer 2 of 40 +1MB/);
  assert.match(text, /● unpacking layer 4 of 40 +1MB/);
  assert.match(
    text,
    /✗ save web:1 failed[ │]*\n.*save web:1: no space left on the disk[ │]*\n.*free some space/,
  );
  assert.match(text, /x cancel {2}esc hide/);
  assert.match(rowsOf([running(1, 4), failed], 1).join("\n"), /enter why {2}x dismiss {2}esc hide/);
});

test("the chosen job is in sight however many there are, and no row is wider than the dialog", () => {
  const jobs = Array.from({ length: 30 }, (_, index) => running(index, 20));
  for (const screen of [
    { columns: 60, rows: 16 },
    { columns: 80, rows: 24 },
    { columns: 300, rows: 80 },
  ]) {
    for (const words of [english, korean]) {
      const { at, rows } = jobsDialog({ jobs, selected: 29, screen, theme, words, keyOf, nowMs: 4000 });
      assert.ok(at.rows <= screen.rows && at.columns <= screen.columns);
      assert.match(rows.join("\n"), /▌ \S .*29\.tar/);
      for (const row of rows) assert.equal(columnsOf(row), at.columns, row);
    }
  }
});
