import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import { createJobs, type Work } from "../../../src/stores/jobs-store.ts";

const LOAD: Work = { kind: "load", path: "a.tar" };

function jobsWithNotes() {
  const notes: string[] = [];
  const jobs = createJobs({
    onFailure: (error) => notes.push(`failed ${error.message}`),
    onCancelled: ({ kind }) => notes.push(`cancelled ${kind}`),
    now: () => 0,
  });
  return { jobs, notes };
}

test("a job is listed with its progress while it runs, and goes when it is done", async () => {
  const { jobs } = jobsWithNotes();
  const value = await jobs.run(LOAD, async ({ onProgress }) => {
    onProgress?.({ phase: "unpack", done: 1, total: 4 });
    const [job] = jobs.store.getState().jobs;
    assert.deepEqual(job?.work, LOAD);
    assert.ok(job?.state.status === "running");
    assert.deepEqual(job.state.progress, { phase: "unpack", done: 1, total: 4 });
    return 7;
  });
  assert.equal(value, 7);
  assert.deepEqual(jobs.store.getState().jobs, []);
});

test("a failure stays until it is dismissed", async () => {
  const { jobs, notes } = jobsWithNotes();
  const value = await jobs.run(LOAD, async () => {
    throw new CodedError("invalid", "bad-archive", "load a.tar: not an archive");
  });
  assert.equal(value, undefined);
  assert.deepEqual(notes, ["failed load a.tar: not an archive"]);
  const [job] = jobs.store.getState().jobs;
  assert.ok(job?.state.status === "failed");
  jobs.dismiss(job.id);
  assert.deepEqual(jobs.store.getState().jobs, []);
});

test("cancelling aborts the work and leaves no failure behind", async () => {
  const { jobs, notes } = jobsWithNotes();
  await jobs.run(LOAD, async ({ signal }) => {
    const [job] = jobs.store.getState().jobs;
    assert.ok(job);
    jobs.cancel(job.id);
    signal?.throwIfAborted();
  });
  assert.deepEqual(notes, ["cancelled load"]);
  assert.deepEqual(jobs.store.getState().jobs, []);
});
