import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContainerState, ContainerSummary } from "../../../src/engine/containers/containers.ts";
import { startedSince } from "../../../src/stores/watch.ts";

test("a container counts as started when it did not run before, or runs another time", () => {
  const created: ContainerState = { status: "created" };
  const first: ContainerState = { status: "running", pid: 7, startedAtMs: 1000 };
  const second: ContainerState = { status: "running", pid: 8, startedAtMs: 2000 };
  const before = [one("waits", created), one("starts", created), one("goes-on", first), one("again", first)];
  const now = [
    one("waits", created),
    one("starts", first),
    one("goes-on", { ...first }),
    one("again", second),
    one("new", first),
  ];
  assert.deepEqual(startedSince(before, now), ["starts", "again"]);
  assert.deepEqual(startedSince(now, now), []);
});

function one(id: string, state: ContainerState): ContainerSummary {
  return {
    id,
    name: id,
    image: "small:1",
    imageId: `sha256:${"0".repeat(64)}`,
    argv: ["true"],
    labels: {},
    tty: false,
    autoRemove: false,
    createdAtMs: 0,
    state,
  };
}
