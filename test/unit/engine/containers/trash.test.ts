import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import { bundleOf, trashDir } from "../../../../src/engine/containers/bundle.ts";
import { createContainers } from "../../../../src/engine/containers/create-containers.ts";
import { layersInUse } from "../../../../src/state/containers.ts";
import { openTestContext, type TestContext } from "../../../support/containers-context.ts";

const MINUTE = 60_000;
let context: TestContext;
let nowMs: number;
beforeEach(() => {
  nowMs = Date.now();
  context = { ...openTestContext(), now: () => nowMs };
});
afterEach(() => context[Symbol.asyncDispose]());

/** The root, seen by a process that has just come. */
const open = () => createContainers(context);
const inTrash = () => readdirSync(trashDir(context.root));
const isCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

test("a removal hides at once and can be taken back, with its files, its state and its name", async () => {
  const containers = open();
  const made = await containers.create({ image: "starter", name: "web", labels: { a: "b" } });
  writeFileSync(join(bundleOf(context.root, made.id).dir, "upper", "mine"), "kept");
  await containers.remove("web", { trash: true });
  assert.deepEqual(await containers.list({ all: true }), []);
  await assert.rejects(containers.inspect("web"), isCode("container-not-found"));
  const [held] = await containers.trashed();
  assert.equal(held?.name, "web");
  assert.ok((held?.sizeBytes ?? 0) > 0);

  const { container, formerName } = await open().undoRemoval();
  assert.deepEqual([container, formerName], [made, "web"]);
  assert.deepEqual(await containers.list({ all: true }), [made]);
  assert.equal(readFileSync(join(bundleOf(context.root, made.id).dir, "upper", "mine"), "utf8"), "kept");
  assert.deepEqual(await containers.trashed(), []);
  await assert.rejects(containers.undoRemoval(), isCode("nothing-in-trash"));
});

test("the newest removal comes back first; one by name; a name that is taken becomes another", async () => {
  const containers = open();
  for (const name of ["one", "two", "three"]) {
    await containers.create({ image: "starter", name });
    await containers.remove(name, { trash: true });
    nowMs += 1;
  }
  await containers.create({ image: "starter", name: "three" });
  const { container, formerName } = await containers.undoRemoval();
  assert.deepEqual([container.name, formerName], ["three_2", "three"]);
  const record = readFileSync(join(bundleOf(context.root, container.id).dir, "container.json"), "utf8");
  assert.equal(JSON.parse(record).name, "three_2");
  assert.equal((await containers.undoRemoval("one")).container.name, "one");
  await assert.rejects(containers.undoRemoval("nobody"), isCode("nothing-in-trash"));
});

test("the layers of what can be taken back stay in use", async () => {
  const containers = open();
  await containers.create({ image: "starter", name: "web" });
  await containers.remove("web", { trash: true });
  assert.equal(context.state.read(layersInUse).length, 1);
  await containers.emptyTrash({ all: true });
  assert.equal(context.state.read(layersInUse).length, 0);
});

test("a look at the root leaves the trash alone for ten minutes, and empties it then", async () => {
  const containers = open();
  const { id } = await containers.create({ image: "starter", name: "web" });
  await containers.remove("web", { trash: true });
  nowMs += 9 * MINUTE;
  await open().list();
  await open().create({ image: "starter", name: "other" });
  assert.deepEqual(await containers.emptyTrash(), { ids: [], freedBytes: 0 });
  await context.settled();
  assert.deepEqual(inTrash(), [id]);
  nowMs += MINUTE;
  await open().list();
  await context.settled();
  assert.deepEqual(inTrash(), []);
  await assert.rejects(containers.undoRemoval("web"), isCode("nothing-in-trash"));
});

test("emptying says what it freed, and a removal without trash never waits in it", async () => {
  const containers = open();
  const { id } = await containers.create({ image: "starter", name: "web" });
  await containers.remove("web", { trash: true });
  const { ids, freedBytes } = await containers.emptyTrash({ all: true });
  assert.deepEqual(ids, [id]);
  assert.ok(freedBytes >= 0);
  await containers.create({ image: "starter", name: "web" });
  await containers.remove("web");
  await context.settled();
  assert.deepEqual(inTrash(), []);
  assert.equal(existsSync(bundleOf(context.root, id).dir), false);
});
