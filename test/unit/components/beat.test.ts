import assert from "node:assert/strict";
import { test } from "node:test";
import { createBeat, spinnerAt } from "../../../components/beat.ts";
import { createOverlayStore } from "../../../components/overlays/overlay.ts";
import { createJobs } from "../../../src/stores/jobs-store.ts";
import { openDesk } from "../../support/desk.ts";

test("time beats while work is under way, and stands still while none is", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"] });
  const { containers } = openDesk(t).desk.stores;
  const jobs = createJobs({ onFailure: () => {}, onCancelled: () => {}, now: () => 0 });
  using beat = createBeat({ stores: { jobs, containers }, overlays: createOverlayStore() });
  const beats: number[] = [];
  beat.store.subscribe((timeMs) => beats.push(timeMs));

  t.mock.timers.tick(10_000);
  assert.deepEqual(beats, []);

  const work = Promise.withResolvers<void>();
  const done = jobs.run({ kind: "starter" }, () => work.promise);
  for (let step = 0; step < 4; step += 1) t.mock.timers.tick(125);
  assert.equal(beats.length, 5, "one at once, then every 125 ms");
  work.resolve();
  await done;
  const ended = beats.length;
  t.mock.timers.tick(10_000);
  assert.equal(beats.length, ended);

  containers.store.setState({ busy: new Map([["c1", { activity: "stopping", sinceMs: 0 }]]) });
  for (let step = 0; step < 2; step += 1) t.mock.timers.tick(125);
  assert.equal(beats.length, ended + 3);
  containers.store.setState({ busy: new Map() });
  t.mock.timers.tick(10_000);
  assert.equal(beats.length, ended + 3);
});

test("the wheel turns with time", () => {
  const frames = ["a", "b", "c"];
  assert.deepEqual(
    [0, 124, 125, 250, 375].map((timeMs) => spinnerAt(frames, timeMs)),
    ["a", "a", "b", "c", "a"],
  );
});
