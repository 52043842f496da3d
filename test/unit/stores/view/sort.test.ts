import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContainerState, ContainerSummary } from "../../../../src/engine/containers/containers.ts";
import { CONTAINER_COLUMNS, nextSort, reversed, sortItems } from "../../../../src/stores/view/sort.ts";

const exited: ContainerState = {
  status: "exited",
  code: 0,
  startedAtMs: 0,
  finishedAtMs: 0,
  oomKilled: false,
};
const running: ContainerState = { status: "running", pid: 1, startedAtMs: 0 };
const items = [
  container("web10", "b", exited),
  container("web2", "a", running),
  container("db", "b", { status: "created" }),
];

test("a list is sorted by each of its columns, both ways; equal ones keep their order", () => {
  const names = (column: (typeof CONTAINER_COLUMNS)[number]["column"], reverse = false) =>
    sortItems(items, CONTAINER_COLUMNS, { column, reverse }).map(({ name }) => name);
  assert.deepEqual(names("age"), ["web10", "web2", "db"]);
  assert.deepEqual(names("age", true), ["db", "web2", "web10"]);
  assert.deepEqual(names("name"), ["db", "web2", "web10"]);
  assert.deepEqual(names("name", true), ["web10", "web2", "db"]);
  assert.deepEqual(names("status"), ["web2", "db", "web10"]);
  assert.deepEqual(names("image"), ["web2", "web10", "db"]);
  assert.deepEqual(names("image", true), ["web10", "db", "web2"]);
});

test("the usual order is the list itself, so that nothing is drawn anew", () => {
  assert.equal(sortItems(items, CONTAINER_COLUMNS, { column: "age", reverse: false }), items);
});

test("the columns go round, each in its natural direction first", () => {
  const start = { column: "age", reverse: true } as const;
  assert.deepEqual(nextSort(CONTAINER_COLUMNS, start), { column: "name", reverse: false });
  assert.deepEqual(nextSort(CONTAINER_COLUMNS, { column: "image", reverse: false }), {
    column: "age",
    reverse: false,
  });
  assert.deepEqual(reversed(start), { column: "age", reverse: false });
});

function container(name: string, image: string, state: ContainerState): ContainerSummary {
  return {
    id: name,
    name,
    image,
    imageId: image,
    argv: ["sh"],
    createdAtMs: 0,
    state,
    tty: false,
    autoRemove: false,
    labels: {},
  };
}
