import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { createKeyedStore } from "../../../src/stores/keyed-store.ts";

test("a thing is fetched once, however often it is wanted", async () => {
  let fetched = 0;
  const load = async (key: string): Promise<string> => {
    fetched += 1;
    return `${key}${fetched}`;
  };
  const keyed = createKeyedStore({ doing: "read", limit: 3, load });
  keyed.want("a");
  assert.deepEqual(keyed.store.getState().get("a"), { status: "loading" });
  keyed.want("a");
  await turn();
  assert.deepEqual(keyed.store.getState().get("a"), { status: "ready", value: "a1" });
});

test("a failure is kept as a coded error and mended by a refresh", async () => {
  let broken = true;
  const keyed = createKeyedStore({
    doing: "read",
    limit: 3,
    load: async () => {
      if (broken) throw new Error("no");
      return "fine";
    },
  });
  keyed.want("a");
  await turn();
  const failed = keyed.store.getState().get("a");
  assert.ok(failed?.status === "failed");
  assert.equal(failed.error.message, "read: no");
  broken = false;
  await keyed.refresh();
  assert.deepEqual(keyed.store.getState().get("a"), { status: "ready", value: "fine" });
});

test("a refresh that brings nothing new changes nothing", async () => {
  const keyed = createKeyedStore({ doing: "read", limit: 3, load: async () => 1, same: Object.is });
  keyed.want("a");
  await turn();
  const before = keyed.store.getState();
  await keyed.refresh();
  assert.equal(keyed.store.getState(), before);
});

test("what expired is shown as it was, and fetched again once it is wanted", async () => {
  let fetched = 0;
  const keyed = createKeyedStore({ doing: "read", limit: 3, load: async () => ++fetched });
  keyed.want("a");
  await turn();
  keyed.expire(() => true);
  await turn();
  assert.deepEqual(keyed.store.getState().get("a"), { status: "ready", value: 1 });
  keyed.want("a");
  keyed.want("a");
  assert.deepEqual(keyed.store.getState().get("a"), { status: "ready", value: 1 });
  await turn();
  assert.deepEqual(keyed.store.getState().get("a"), { status: "ready", value: 2 });
});

test("the ones wanted longest ago are forgotten", () => {
  const keyed = createKeyedStore({ doing: "read", limit: 2, load: async (key) => key });
  for (const key of ["a", "b", "c"]) keyed.want(key);
  assert.deepEqual([...keyed.store.getState().keys()], ["b", "c"]);
});
