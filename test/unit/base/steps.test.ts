import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce, inTurns, type Steps, sorted } from "../../../src/base/steps.ts";

test("very many items are sorted in short steps, equal ones in the order they came", () => {
  const items = Array.from({ length: 30_000 }, (_, at) => ({ at, key: (at * 7919) % 1000 }));
  const steps = sorted(items, (a, b) => a.key - b.key);
  let count = 0;
  let next = steps.next();
  for (; !next.done; next = steps.next()) count += 1;
  assert.deepEqual(
    next.value,
    items.toSorted((a, b) => a.key - b.key),
  );
  assert.ok(count > 15, `${count} steps`);
  assert.deepEqual(atOnce(sorted([], () => 0)), []);
});

test("work in turns lets others have theirs", async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  function* work(): Steps<string> {
    const endsAtMs = performance.now() + 100;
    while (performance.now() < endsAtMs) yield;
    return "done";
  }
  assert.equal(await inTurns(work()), "done");
  clearInterval(timer);
  assert.ok(turns >= 3, `${turns} turns of others`);
});
