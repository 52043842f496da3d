import assert from "node:assert/strict";
import { test } from "node:test";
import { createFlow } from "../../../../components/terminal/flow.ts";

test("a source that is faster than its reader is held back, and let go as the reader catches up", () => {
  const calls: string[] = [];
  const flow = createFlow({ pause: () => calls.push("pause"), resume: () => calls.push("resume") });
  const waiting: (() => void)[] = [];
  let chunks = 0;
  while (calls.length === 0) {
    flow.take(new Uint8Array(4096), (_, done) => waiting.push(done));
    chunks++;
  }
  assert.ok(flow.waitingBytes <= 256 * 1024, "what waits is bounded");
  while (calls.length === 1) waiting.shift()!();
  assert.deepEqual(calls, ["pause", "resume"]);
  assert.ok(waiting.length > 0, "it is let go before it has run dry");
  for (const done of waiting) done();
  assert.equal(flow.waitingBytes, 0);
  assert.equal(calls.length, 2);
  assert.ok(chunks > 1);
});
