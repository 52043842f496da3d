import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import {
  deleteContainer,
  findContainers,
  getContainer,
  insertContainer,
  listContainers,
  moveContainer,
  type NewContainer,
  renameContainer,
} from "../../../src/state/containers.ts";
import { type Database, openDatabase } from "../../../src/state/database.ts";
import { MIGRATIONS } from "../../../src/state/schema.ts";

let folder: string;
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wherry-state-"));
  database = openDatabase({ file: join(folder, "state.db"), migrations: MIGRATIONS });
});
afterEach(() => {
  database[Symbol.dispose]();
  rmSync(folder, { recursive: true, force: true });
});

function container(id: string, name: string, createdAtMs = 1): NewContainer {
  return {
    id,
    name,
    image: "starter",
    imageId: `sha256:${"0".repeat(64)}`,
    argv: ["sh", "-c", 'echo "quoted"'],
    labels: { a: "b" },
    tty: true,
    autoRemove: false,
    createdAtMs,
  };
}

function add(id: string, name: string, createdAtMs?: number): void {
  database.transaction((tables) =>
    insertContainer(tables, container(id, name, createdAtMs), { status: "created" }, "{}"),
  );
}

test("a container comes back as it went in", () => {
  add("a1", "one");
  assert.deepEqual(
    database.read((tables) => getContainer(tables, "a1")),
    {
      ...container("a1", "one"),
      state: { status: "created" },
      revision: 1,
    },
  );
});

test("a name is given once, and the refusal names its holder", () => {
  add("a1b2c3d4e5f60718", "one");
  assert.throws(
    () => add("b1", "one"),
    (error) =>
      error instanceof CodedError && error.kind === "conflict" && error.message.includes("a1b2c3d4e5f6"),
  );
  add("b1", "two");
  assert.throws(
    () => database.transaction((tables) => renameContainer(tables, "b1", "one", "{}")),
    /the name "one" is in use/,
  );
  database.transaction((tables) => renameContainer(tables, "b1", "two", "{}"));
});

test("a reference is a name, an id, or the start of one", () => {
  add("abc1", "def");
  add("abd2", "abc1x");
  add("def3", "abc");
  const found = (ref: string) => database.read((tables) => findContainers(tables, ref)).map(({ id }) => id);
  const cases: [string, string[]][] = [
    ["abc1", ["abc1"]],
    ["def", ["abc1"]],
    ["abc", ["def3"]],
    ["abd", ["abd2"]],
    ["ab", ["abc1", "abd2"]],
    ["de", ["def3"]],
    ["", []],
    ["ABC", []],
    ["%", []],
  ];
  for (const [ref, ids] of cases) assert.deepEqual(found(ref), ids, ref);
});

test("the newest comes first, and a status can be asked for", () => {
  add("a", "one", 1);
  add("b", "two", 3);
  add("c", "three", 2);
  const seen = database.read((tables) => getContainer(tables, "c"))!;
  database.transaction((tables) =>
    moveContainer(tables, seen, {
      status: "running",
      pid: 7,
      startTicks: 8,
      startedAtMs: 9,
      warnings: [],
    }),
  );
  assert.deepEqual(
    database.read((tables) => listContainers(tables)).map(({ id }) => id),
    ["b", "c", "a"],
  );
  assert.deepEqual(
    database.read((tables) => listContainers(tables, { status: "running" })).map(({ id }) => id),
    ["c"],
  );
});

test("of two who move the same state only one succeeds", () => {
  add("a", "one");
  const seen = database.read((tables) => getContainer(tables, "a"))!;
  const move = () =>
    database.transaction((tables) =>
      moveContainer(tables, seen, {
        status: "claimed",
        owner: { pid: 1, startTicks: 2 },
        before: { status: "created" },
      }),
    );
  assert.equal(move()?.revision, 2);
  assert.equal(move(), undefined);
  assert.equal(
    database.transaction((tables) => deleteContainer(tables, seen)),
    false,
  );
  assert.equal(
    database.transaction((tables) => deleteContainer(tables, { id: "a", revision: 2 })),
    true,
  );
  assert.deepEqual(
    database.read((tables) => listContainers(tables)),
    [],
  );
});
