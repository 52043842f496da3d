import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { CodedError } from "../../src/base/errors.ts";
import type { Containers } from "../../src/engine/containers/containers.ts";
import { createContainers } from "../../src/engine/containers/create-containers.ts";
import { openTestContext, type TestContext } from "../support/containers-context.ts";
import { expectNoLeaks, territoryOf } from "../support/leaks.ts";
import { makeSmallRoot } from "../support/small-root.ts";

// Two engines with nothing in common but the root, as two wherry processes are.
let shared: string;
let dir: string;
let contexts: [TestContext, TestContext];
let here: Containers;
let there: Containers;
before(() => {
  shared = realpathSync(mkdtempSync(join(tmpdir(), "wherry-small-")));
  makeSmallRoot(join(shared, "root"), ["sh", "sleep", "true"]);
});
after(() => rmSync(shared, { recursive: true, force: true }));
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "wherry-together-")));
  const open = () => openTestContext({ dir, layerDir: join(shared, "root") });
  contexts = [open(), open()];
  [here, there] = [createContainers(contexts[0]), createContainers(contexts[1])];
});
afterEach(async () => {
  const { root } = contexts[0];
  for (const { id } of await here.list({ all: true })) await here.remove(id, { force: true });
  for (const context of contexts) await context[Symbol.asyncDispose]();
  await expectNoLeaks(territoryOf(root));
  rmSync(dir, { recursive: true, force: true });
  rmSync(root.runDir, { recursive: true, force: true });
});

const create = (containers: Containers, name: string, command = ["sleep", "1000"]) =>
  containers.create({ image: "starter", name, command });

test("of two who want the same name one gets it", async () => {
  const results = await Promise.allSettled([create(here, "one"), create(there, "one")]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  const failed = results.find((result) => result.status === "rejected");
  assert.ok(failed?.reason instanceof CodedError && failed.reason.code === "name-in-use");
  assert.equal((await here.list({ all: true })).length, 1);
});

test("two who start the same container start it once", async () => {
  await create(here, "one");
  const [first, second] = await Promise.all([here.start("one"), there.start("one")]);
  assert.equal(first.container.state.status, "running");
  assert.deepEqual(second.container.state, first.container.state);
});

test("what one ends the other one sees at once", async () => {
  await create(here, "one");
  await here.start("one");
  const waiting = there.wait("one");
  await here.kill("one", "KILL");
  assert.equal(await waiting, 137);
  assert.deepEqual(await there.list(), []);
});

test("starting, stopping and removing the same containers from both sides leaves nothing", async () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  await Promise.all(names.map((name, n) => create(n % 2 === 0 ? here : there, name)));
  // Whoever comes too late is told so; what counts is that every state is one that the other side understands.
  const late = ["not-running", "container-not-found", "running"];
  const attempt = (work: Promise<unknown>) =>
    work.catch((error) => assert.ok(error instanceof CodedError && late.includes(error.code), String(error)));
  await Promise.all(
    names.flatMap((name) => [
      attempt(here.start(name)),
      attempt(there.start(name)),
      attempt(here.stop(name, { timeoutSeconds: 0 })),
      attempt(there.remove(name, { force: true })),
      attempt(here.remove(name)),
    ]),
  );
  for (const { id } of await there.list({ all: true })) await there.remove(id, { force: true });
  assert.deepEqual(await here.list({ all: true }), []);
});

test("removing twice at once removes once", async () => {
  await create(here, "one");
  const results = await Promise.allSettled([here.remove("one"), there.remove("one")]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});
