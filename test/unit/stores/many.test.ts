import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import { createJobs } from "../../../src/stores/jobs-store.ts";
import { createMany } from "../../../src/stores/many.ts";
import { createMessages } from "../../../src/stores/messages-store.ts";

function setUp() {
  const messages = createMessages();
  const failures: CodedError[] = [];
  const jobs = createJobs({
    onFailure: (error) => failures.push(error),
    onCancelled: () => {},
    now: Date.now,
  });
  const many = createMany({ jobs, messages, done: ({ kind }) => `done ${kind}` });
  return { many, jobs, messages, failures };
}
const items = ["a", "b", "c"].map((id) => ({ id, name: `name-${id}` }));

test("many are done as one job, and the end is told once", async () => {
  const { many, jobs, messages } = setUp();
  const counts = new Set<number>();
  jobs.store.subscribe((state) => counts.add(state.jobs.length));
  const done = await many.run("stopping", items, async () => {});
  assert.deepEqual([...done], ["a", "b", "c"]);
  assert.deepEqual([...counts], [1, 0]);
  assert.equal(messages.store.getState().shown?.text, "done many");
});

test("one that fails keeps no other from its turn, and every failure can be read", async () => {
  const { many, jobs, failures } = setUp();
  const done = await many.run("removing", items, async ({ id, name }) => {
    if (id === "b") return;
    throw new CodedError("conflict", "running", `remove ${name}: it runs`, { hint: "stop it" });
  });
  assert.deepEqual([...done], ["b"]);
  const [error] = failures;
  assert.equal(error?.message, "remove 3 containers: 1 done, 2 failed");
  assert.ok(error?.cause instanceof AggregateError);
  assert.deepEqual(
    error.cause.errors.map(({ message, hint }) => `${message} (${hint})`),
    ["remove name-a: it runs (stop it)", "remove name-c: it runs (stop it)"],
  );
  assert.equal(jobs.store.getState().jobs[0]?.state.status, "failed");
});

test("a cancelled job begins no more of them", async () => {
  const { many, jobs } = setUp();
  const long = Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, name: `${index}` }));
  let begun = 0;
  await many.run("stopping", long, async () => {
    begun += 1;
    jobs.cancel(jobs.store.getState().jobs[0]?.id ?? 0);
    await new Promise((resolve) => setImmediate(resolve));
  });
  assert.ok(begun < 100, String(begun));
  assert.equal(jobs.store.getState().jobs.length, 0);
});
