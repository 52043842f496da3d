import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import { createJobs, newestJob, type Work } from "../../../src/stores/jobs-store.ts";

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
    const { phase, done, total } = job.state.progress ?? {};
    assert.deepEqual([phase, done, total], ["unpack", 1, 4]);
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

test("several run at once, each with an end of its own; the newest that runs is the one to show", async () => {
  const { jobs, notes } = jobsWithNotes();
  const ends = [1, 2, 3].map(() => Promise.withResolvers<string>());
  const runs = ends.map(({ promise }, index) =>
    jobs.run({ kind: "load", path: `${index}.tar` }, async ({ signal }) => {
      signal?.addEventListener("abort", () => ends[index]?.reject(signal.reason));
      return promise;
    }),
  );
  const shown = (): unknown => {
    const work = newestJob(jobs.store.getState().jobs)?.work;
    return work?.kind === "load" ? work.path : work;
  };
  assert.equal(shown(), "2.tar");
  ends[2]?.reject(new Error("it broke"));
  await runs[2];
  assert.equal(shown(), "1.tar", "a failure does not hide what still runs");
  const [first] = jobs.store.getState().jobs;
  jobs.cancel(first?.id ?? 0);
  await runs[0];
  ends[1]?.resolve("made");
  assert.equal(await runs[1], "made");
  assert.deepEqual(notes, ["failed load 2.tar: it broke", "cancelled load"]);
  assert.equal(shown(), "2.tar", "it stays until it is read");
});
