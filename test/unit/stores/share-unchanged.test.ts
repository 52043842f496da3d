import assert from "node:assert/strict";
import { test } from "node:test";
import { coalesce } from "../../../src/stores/coalesce.ts";
import { shareUnchanged } from "../../../src/stores/share-unchanged.ts";

test("rows that did not change stay the same objects", () => {
  const before = [
    { id: "a", state: { status: "running" } },
    { id: "b", state: { status: "running" } },
  ];
  const after = shareUnchanged(before, [
    { id: "a", state: { status: "running" } },
    { id: "b", state: { status: "exited" } },
  ]);
  assert.equal(after[0], before[0]);
  assert.notEqual(after[1], before[1]);
});

test("a list in which nothing changed is the old list", () => {
  const before = [{ id: "a" }, { id: "b" }];
  assert.equal(shareUnchanged(before, [{ id: "a" }, { id: "b" }]), before);
  assert.notEqual(shareUnchanged(before, [{ id: "b" }, { id: "a" }]), before);
  assert.notEqual(shareUnchanged(before, [{ id: "a" }]), before);
});

test("many calls are one run, and a call during a run gives one more", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let runs = 0;
  let atOnce = 0;
  const refresh = coalesce(async () => {
    runs += 1;
    atOnce += 1;
    assert.equal(atOnce, 1);
    await gate;
    atOnce -= 1;
  }, 0);
  const first = Promise.all([refresh(), refresh(), refresh()]);
  while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const second = refresh();
  open();
  await first;
  await second;
  assert.equal(runs, 2);
});
