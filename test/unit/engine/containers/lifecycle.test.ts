import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { identityOf } from "../../../../runtime/index.ts";
import { CodedError } from "../../../../src/base/errors.ts";
import { bundleOf, containersDir, runName, trashDir } from "../../../../src/engine/containers/bundle.ts";
import type { Containers } from "../../../../src/engine/containers/containers.ts";
import { createContainers } from "../../../../src/engine/containers/create-containers.ts";
import { move, reread } from "../../../../src/engine/containers/move.ts";
import { writeRunningFile } from "../../../../src/engine/containers/running-file.ts";
import { deleteContainer, type StoredState } from "../../../../src/state/containers.ts";
import { openTestContext, type TestContext, writeFiles } from "../../../support/containers-context.ts";
import { until } from "../../../support/until.ts";

let context: TestContext;
let containers: Containers;
beforeEach(() => {
  context = openTestContext();
  containers = createContainers(context);
});
afterEach(() => context[Symbol.asyncDispose]());

/** The same root, seen by a process that has just come. */
const reopened = () => createContainers(context);
const create = (name: string, options: object = {}) =>
  containers.create({ image: "starter", name, ...options });
const force = (id: string, state: StoredState) => assert.ok(move(context, reread(context, id)!, state));
const isCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

test("a new container is there with its bundle, and nothing of the host's environment", async () => {
  writeFiles(context.layerDir, { "etc/passwd": "web:x:33:34::/var/www:/bin/sh\n" });
  const made = await create("web", {
    command: ["serve"],
    user: "web",
    env: ["A=1", "TOKEN"],
    hostEnv: { TOKEN: "asked", SECRET: "never" },
    tty: true,
    memoryBytes: 64 << 20,
  });
  assert.deepEqual(await containers.list({ all: true }), [made]);
  assert.deepEqual(await containers.list(), []);
  const details = await containers.inspect("web");
  assert.equal(details.state.status, "created");
  const spec = details.spec as {
    process: { user: object; env: string[]; args: string[] };
    linux: { resources: object };
  };
  assert.deepEqual(spec.process.user, { uid: 33, gid: 34, additionalGids: [] });
  assert.ok(spec.process.env.includes("TOKEN=asked"));
  assert.ok(spec.process.env.includes("HOME=/var/www"));
  assert.deepEqual(spec.process.args, ["serve"]);
  const kept = readFileSync(join(details.bundleDir, "container.json"), "utf8");
  assert.doesNotMatch(kept + JSON.stringify(details), /never/);
  assert.equal(statSync(details.bundleDir).mode & 0o777, 0o700);
});

test("the upper directory looks as the image's root does", async () => {
  rmSync(context.layerDir, { recursive: true });
  mkdirSync(context.layerDir, { mode: 0o751 });
  const { id } = await create("one");
  assert.equal(statSync(join(bundleOf(context.root, id).dir, "upper")).mode & 0o7777, 0o751);
});

test("a failed create leaves nothing", async () => {
  await create("one");
  const failing: [object, string][] = [
    [{ name: "one" }, "name-in-use"],
    [{ name: "two", user: "nobody-here" }, "unknown-user"],
    [{ name: "-x" }, "invalid-name"],
    [{ name: "two", memoryBytes: 1 }, "invalid-limit"],
    [{ name: "two", mounts: [{ source: "x", target: "/y", readOnly: false }] }, "invalid-mount"],
    [{ name: "two", image: "nope" }, "image-not-found"],
  ];
  for (const [options, code] of failing) {
    await assert.rejects(containers.create({ image: "starter", ...options }), isCode(code), code);
  }
  assert.equal((await containers.list({ all: true })).length, 1);
  assert.equal(readdirSync(containersDir(context.root)).length, 1);
});

test("without a name one is invented, and it is free", async () => {
  const names = await Promise.all(
    Array.from({ length: 40 }, async () => (await containers.create({ image: "starter" })).name),
  );
  assert.equal(new Set(names).size, 40);
  for (const name of names) assert.match(name, /^[a-z]+_[a-z]+/);
});

test("a removed container is gone with its files, and its name is free", async () => {
  const { id } = await create("one");
  await containers.remove("one");
  await assert.rejects(containers.remove("one"), isCode("container-not-found"));
  assert.equal(existsSync(bundleOf(context.root, id).dir), false);
  await create("one");
});

test("a new name is there at once, and survives the loss of the database", async () => {
  const { id } = await create("one");
  await create("two");
  await assert.rejects(containers.rename("one", "two"), isCode("name-in-use"));
  await containers.rename("one", "three");
  context.state[Symbol.dispose]();
  writeFileSync(join(context.root.dataDir, "state.db"), "torn");
  const names = (await reopened().list({ all: true })).map((container) => container.name).sort();
  assert.deepEqual(names, ["three", "two"]);
  assert.equal((await containers.inspect("three")).id, id);
});

test("a bundle without a row and a row without a bundle are cleared away", async () => {
  const orphan = await create("orphan");
  const bereft = await create("bereft");
  await create("whole");
  const seen = async () => (await reopened().list({ all: true })).map(({ name }) => name).sort();
  context.state.transaction((tables) => deleteContainer(tables, { id: orphan.id, revision: 1 }));
  assert.deepEqual(await seen(), ["bereft", "whole"]);
  rmSync(bundleOf(context.root, bereft.id).dir, { recursive: true });
  assert.deepEqual(await seen(), ["whole"]);
  assert.equal(existsSync(bundleOf(context.root, orphan.id).dir), false);
  await context[Symbol.asyncDispose]();
  assert.equal(existsSync(context.root.dataDir), false);
});

test("a bundle that a newer wherry made is left alone", async () => {
  const { id } = await create("newer");
  const { dir } = bundleOf(context.root, id);
  context.state.transaction((tables) => deleteContainer(tables, { id, revision: 1 }));
  writeFileSync(join(dir, "container.json"), '{"version":2}');
  await reopened().list({ all: true });
  assert.ok(existsSync(dir));
});

test("trash and run folders of nobody go when a root is opened", async () => {
  await create("one");
  const stale = join(context.root.runDir, "f".repeat(32));
  mkdirSync(join(trashDir(context.root), "half-removed"), { recursive: true });
  mkdirSync(stale, { recursive: true });
  await reopened().list();
  assert.equal(existsSync(stale), false);
  assert.equal(existsSync(context.root.runDir), false);
});

test("the run folder goes with the last container that runs", async () => {
  const rows = [await create("one"), await create("two")];
  for (const { id } of rows) {
    mkdirSync(bundleOf(context.root, id).runDir, { recursive: true });
    force(id, { status: "running", ...identityOf(process.pid)!, startedAtMs: 5, warnings: [] });
  }
  const record = '{"code":0,"signal":0,"finishedAt":"2026-01-02T03:04:05.678901234Z","oom":false}';
  for (const [index, { id }] of rows.entries()) {
    writeFileSync(join(bundleOf(context.root, id).dir, "exit.json"), record);
    await containers.list();
    assert.equal(existsSync(context.root.runDir), index === 0);
  }
});

test("an exit record is taken in by whoever looks next", async () => {
  const { id } = await create("one");
  const self = identityOf(process.pid)!;
  force(id, { status: "running", ...self, startedAtMs: 5, warnings: ["no cpu limit"] });
  assert.equal((await containers.list())[0]?.state.status, "running");
  writeFileSync(
    join(bundleOf(context.root, id).dir, "exit.json"),
    '{"code":3,"signal":0,"finishedAt":"2026-01-02T03:04:05.678901234Z","oom":true}',
  );
  assert.equal(await containers.wait("one"), 3);
  assert.deepEqual((await containers.inspect("one")).state, {
    status: "exited",
    code: 3,
    startedAtMs: 5,
    finishedAtMs: Date.parse("2026-01-02T03:04:05.678Z"),
    oomKilled: true,
  });
  assert.deepEqual((await containers.inspect("one")).warnings, ["no cpu limit"]);
});

test("a container whose process and monitor are gone was killed", async () => {
  const { id } = await create("one");
  force(id, { status: "running", pid: process.pid, startTicks: 1, startedAtMs: 5, warnings: [] });
  const [{ state } = assert.fail()] = await containers.list({ all: true });
  assert.equal(state.status === "exited" && state.code, 137);
});

test("what its dead owner left half-started is as it was before", async () => {
  const { id } = await create("one");
  force(id, { status: "claimed", owner: { pid: process.pid, startTicks: 1 }, before: { status: "created" } });
  assert.equal((await containers.inspect("one")).state.status, "created");
  assert.equal(reread(context, id)?.state.status, "created");
});

test("what its dead owner left running is found running", async () => {
  const { id } = await create("one");
  const child = spawn("sleep", ["60"]);
  try {
    const bundle = bundleOf(context.root, id);
    mkdirSync(bundle.runDir, { recursive: true });
    writeRunningFile(bundle, {
      status: "running",
      ...identityOf(child.pid!)!,
      startedAtMs: 7,
      warnings: [],
    });
    force(id, {
      status: "claimed",
      owner: { pid: process.pid, startTicks: 1 },
      before: { status: "created" },
    });
    const { state } = await containers.inspect("one");
    assert.equal(state.status === "running" && state.pid, child.pid);

    context.state[Symbol.dispose]();
    writeFileSync(join(context.root.dataDir, "state.db"), "torn");
    assert.equal((await reopened().inspect("one")).state.status, "running");
    assert.deepEqual(readdirSync(context.root.runDir), [runName(id)]);
  } finally {
    child.kill("SIGKILL");
  }
});

test("a monitor that is gone ends the run, also where only the running file names it", async () => {
  const { id } = await create("one");
  const child = spawn("sleep", ["60"]);
  try {
    const bundle = bundleOf(context.root, id);
    writeRunningFile(bundle, {
      status: "running",
      ...identityOf(child.pid!)!,
      monitor: { pid: process.pid, startTicks: 1 },
      startedAtMs: 7,
      warnings: [],
    });
    force(id, {
      status: "claimed",
      owner: { pid: process.pid, startTicks: 1 },
      before: { status: "created" },
    });
    const { state } = await containers.inspect("one");
    assert.deepEqual(state.status === "exited" && [state.code, state.failed, state.startedAtMs], [
      137,
      "its monitor was killed",
      7,
    ]);
    await until("its end", () => child.signalCode ?? undefined);
  } finally {
    child.kill("SIGKILL");
  }
});

test("a running container is not removed, nor its name given away", async () => {
  const { id } = await create("one");
  force(id, { status: "running", ...identityOf(process.pid)!, startedAtMs: 5, warnings: [] });
  await assert.rejects(
    containers.remove("one"),
    (error) => isCode("running")(error) && /rm -f/.test(String((error as CodedError).hint)),
  );
  await assert.rejects(create("one"), isCode("name-in-use"));
});

test("one that goes with its exit is gone, and its exit code is still told", async () => {
  const { id } = await create("one", { autoRemove: true });
  force(id, { status: "running", ...identityOf(process.pid)!, startedAtMs: 5, warnings: [] });
  const waiting = containers.wait("one");
  writeFileSync(
    join(bundleOf(context.root, id).dir, "exit.json"),
    '{"code":7,"signal":0,"finishedAt":"2026-01-02T03:04:05.678901234Z","oom":false}',
  );
  assert.equal((await reopened().list({ all: true })).length, 0);
  assert.equal(await waiting, 7);
});

test("one that goes with its exit goes when who was to start it again is dead", async () => {
  const { id } = await create("one", { autoRemove: true });
  const heir = { pid: process.pid, startTicks: 1, ticket: "1" };
  force(id, { status: "running", ...identityOf(process.pid)!, startedAtMs: 5, warnings: [], heir });
  writeFileSync(
    join(bundleOf(context.root, id).dir, "exit.json"),
    '{"code":7,"signal":0,"finishedAt":"2026-01-02T03:04:05.678901234Z","oom":false}',
  );
  assert.equal((await containers.list({ all: true })).length, 0);

  const { id: claimed } = await create("two", { autoRemove: true });
  const before = { status: "exited", code: 7, startedAtMs: 5, finishedAtMs: 6, oomKilled: false } as const;
  force(claimed, { status: "claimed", owner: heir, before: { ...before, warnings: [] } });
  assert.equal((await containers.list({ all: true })).length, 0);
});

test("a container that nested folders deeper than a path reaches is removed with its files", {
  skip: process.getuid?.() !== 0 && "needs root to start jailfs",
}, async () => {
  const { id } = await create("deep");
  let at = join(bundleOf(context.root, id).dir, "upper");
  const name = "d".repeat(250);
  // From folder to folder: no path leads there in one step.
  for (let depth = 0; depth < 40; depth += 1) {
    const inner = join(at, name);
    mkdirSync(inner);
    if (depth % 10 === 9) {
      const short = join(context.dir, `at-${depth}`);
      renameSync(inner, short);
      at = short;
    } else at = inner;
  }
  for (const depth of [29, 19, 9]) {
    const parent = join(context.dir, `at-${depth}`, ...Array(9).fill(name));
    renameSync(join(context.dir, `at-${depth + 10}`), join(parent, name));
  }
  const top = join(bundleOf(context.root, id).dir, "upper", ...Array(9).fill(name), name);
  renameSync(join(context.dir, "at-9"), top);
  await containers.remove("deep");
  await context.settled();
  assert.deepEqual(readdirSync(trashDir(context.root)), []);
});

test("waiting can be given up", async () => {
  const { id } = await create("one");
  force(id, { status: "running", ...identityOf(process.pid)!, startedAtMs: 5, warnings: [] });
  const given = new AbortController();
  const waiting = containers.wait("one", { signal: given.signal });
  setImmediate(() => given.abort());
  await assert.rejects(waiting, { name: "AbortError" });
});

test("a record that cannot be read hides nothing else", async () => {
  const { id } = await create("one");
  force(id, { status: "running", pid: process.pid, startTicks: 1, startedAtMs: 5, warnings: [] });
  writeFileSync(join(bundleOf(context.root, id).dir, "exit.json"), "{torn");
  const [{ state } = assert.fail()] = await containers.list({ all: true });
  assert.equal(state.status === "exited" && state.code, 137);
});

test("what needs a running container says so when it does not run", async () => {
  await create("one");
  await assert.rejects(containers.kill("one"), isCode("not-running"));
  await assert.rejects(containers.attach("one", { stdin: true }), isCode("not-running"));
  await containers.stop("one");
  assert.equal(await containers.wait("one"), 0);
  for await (const _ of containers.logs("one", { follow: true })) assert.fail("a log of nothing");
});
