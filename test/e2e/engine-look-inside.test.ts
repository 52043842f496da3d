import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { DEFAULT_MASKED_PATHS } from "../../runtime/index.ts";
import { CodedError } from "../../src/base/errors.ts";
import type { Containers, CreateOptions } from "../../src/engine/containers/containers.ts";
import { createContainers } from "../../src/engine/containers/create-containers.ts";
import type { ContainerSample } from "../../src/engine/containers/stats.ts";
import { createSessions } from "../../src/engine/create-sessions.ts";
import { openTestContext, type TestContext } from "../support/containers-context.ts";
import { expectNoLeaks, territoryOf } from "../support/leaks.ts";
import { makeSmallRoot } from "../support/small-root.ts";
import { until } from "../support/until.ts";

let shared: string;
let context: TestContext;
let containers: Containers;
before(() => {
  shared = realpathSync(mkdtempSync(join(tmpdir(), "wherry-small-")));
  makeSmallRoot(join(shared, "root"));
});
after(() => rmSync(shared, { recursive: true, force: true }));
beforeEach(() => {
  context = openTestContext({ layerDir: join(shared, "root") });
  containers = createContainers(context);
});
afterEach(async () => {
  for (const { id } of await containers.list({ all: true })) await containers.remove(id, { force: true });
  await expectNoLeaks(territoryOf(context.root));
  await context[Symbol.asyncDispose]();
});

const run = async (script: string, options: Partial<CreateOptions> = {}) => {
  await containers.create({ image: "starter", name: "c", command: ["sh", "-c", script], ...options });
  return (await containers.start("c")).container;
};
const isCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

test("a stream of samples tells who works, until the container ends", async () => {
  await run("while :; do :; done", { memoryBytes: 64 * 1024 * 1024, cpus: 0.5 });
  const samples: ContainerSample[] = [];
  for await (const sample of containers.stats("c", { intervalMs: 100 })) {
    samples.push(sample);
    if (samples.length === 5) await containers.kill("c");
  }
  const [first, ...rest] = samples;
  assert.equal(first?.cpuShare, undefined);
  assert.equal(rest.length, 4, "none after the end");
  assert.ok(
    rest.some(({ cpuShare = 0 }) => cpuShare > 0.02),
    rest.map(({ cpuShare }) => cpuShare).join(),
  );
  assert.deepEqual([first?.memoryLimitBytes, first?.cpuLimit, first?.pids], [67108864, 0.5, 1]);
  assert.ok((first?.memoryBytes ?? 0) > 0);
  assert.deepEqual(first?.network, { receivedBytes: 0, sentBytes: 0 });
  await assert.rejects(async () => {
    for await (const _ of containers.stats("c"));
  }, isCode("not-running"));
});

test("one sample of many leaves out what does not run", async () => {
  const { id } = await run("sleep 1000");
  const other = await containers.create({ image: "starter", name: "idle" });
  const samples = await containers.sample([other.id, id, "0".repeat(64)], { brief: true });
  assert.deepEqual(
    samples.map(({ name, network }) => [name, network]),
    [["c", undefined]],
  );
  assert.ok((samples[0]?.cpuMicroseconds ?? 0) > 0);
});

test("the processes are listed as a tree with those of sessions, and one of them gets a signal", async (t) => {
  const { state } = await run("sh -c 'sleep 1000; :' & trap : USR1; while :; do wait; done");
  const { client } = await createSessions(context).open("c", {
    command: ["sleep", "2000"],
    tty: false,
    stdin: false,
  });
  const session = spawn(client.file, client.args, { stdio: "ignore" });
  t.after(() => session.kill("SIGKILL"));
  const listed = async () => (await containers.top("c")).map(({ command, depth }) => `${depth} ${command}`);
  // Until they have become the sleeps, the shell's child is a shell too, and the session's process ours.
  await until("all four processes", async () => {
    const now = await listed();
    return now.length === 4 && now.includes("2 sleep 1000") && now.includes("0 sleep 2000")
      ? true
      : undefined;
  });
  assert.deepEqual((await listed()).slice(1).sort(), [
    "0 sleep 2000",
    "1 sh -c sleep 1000; :",
    "2 sleep 1000",
  ]);
  const [first, ...others] = await containers.top("c");
  assert.deepEqual([first?.depth, first?.innerPid, first?.user], [0, 1, "root"]);
  assert.equal(state.status === "running" && first?.pid, state.status === "running" && state.pid);

  const sleeper = others.find(({ command }) => command === "sleep 1000");
  await containers.signalProcess("c", sleeper?.pid ?? 0, "KILL");
  await until("its end", async () => ((await listed()).includes("2 sleep 1000") ? undefined : true));
  await assert.rejects(containers.signalProcess("c", process.pid, "USR2"), isCode("process-not-found"));
  await assert.rejects(containers.signalProcess("c", first?.pid ?? 0, "NONSENSE"), isCode("invalid-signal"));
});

test("isolation tells what a running container has beside the host, and how its start went", async () => {
  const { state } = await run("exec sleep 1000", {
    memoryBytes: 64 * 1024 * 1024,
    pidsLimit: 50,
    network: "host",
    user: "7:8",
  });
  assert.ok(state.status === "running");
  const seen = await containers.isolation("c");
  assert.equal(seen.live, true);
  const namespace = (type: string) => seen.namespaces.find((one) => one.type === type);
  assert.deepEqual(namespace("network")?.own, false);
  assert.equal(namespace("pid")?.own, true);
  assert.equal(`pid:[${namespace("pid")?.inode}]`, readlinkSync(`/proc/${state.pid}/ns/pid`));
  assert.equal(`pid:[${namespace("pid")?.hostInode}]`, readlinkSync("/proc/self/ns/pid"));
  const capabilities = (set: string) => seen.capabilities.find((one) => one.set === set);
  assert.deepEqual(capabilities("effective")?.names, []);
  assert.ok(capabilities("bounding")?.names.includes("CAP_CHOWN"));
  assert.ok(!capabilities("bounding")?.names.includes("CAP_SYS_ADMIN"));
  assert.deepEqual(seen.user, { uid: 7, gid: 8, groups: [] });
  assert.equal(seen.seccomp.mode, "filter");
  assert.deepEqual(
    seen.limits.map(({ name, limit }) => [name, limit]),
    [
      ["memory", 64 * 1024 * 1024],
      ["cpu", undefined],
      ["processes", 50],
    ],
  );
  assert.equal(seen.limits[2]?.used, 1);
  assert.equal(seen.mounts.find(({ path }) => path === "/")?.type, "overlay");
  assert.equal(seen.mounts.find(({ path }) => path === "/proc/sys")?.kind, "read-only");
  assert.deepEqual(
    DEFAULT_MASKED_PATHS.filter((path) => existsSync(path)).filter(
      (path) => seen.mounts.find((mount) => mount.path === path)?.kind !== "masked",
    ),
    [],
  );
  assert.deepEqual(seen.devices[0], { path: "/dev/null", device: "c 1:3", access: "rwm" });
  assert.ok(seen.rlimits.some(({ limit }) => limit.name === "Max open files"));
  const steps = seen.steps.map(({ step }) => step);
  assert.ok(steps.includes("pivot_root") && steps.includes("overlay_root"), steps.join());
  assert.ok(seen.steps.every(({ microseconds }) => microseconds >= 0));
});

test("isolation of one that does not run is what its spec asks for", async () => {
  await containers.create({ image: "starter", name: "c", command: ["true"], memoryBytes: 8 * 1024 * 1024 });
  const before = await containers.isolation("c");
  assert.deepEqual([before.live, before.steps], [false, []]);
  assert.equal(before.namespaces.find(({ type }) => type === "network")?.own, true);
  assert.equal(before.namespaces.find(({ type }) => type === "user")?.own, false);
  assert.deepEqual(before.limits[0], { name: "memory", limit: 8 * 1024 * 1024, used: undefined });
  assert.equal(before.seccomp.mode, "filter");
  assert.ok(before.mounts.some(({ path, kind }) => path === "/proc/kcore" && kind === "masked"));
  await containers.start("c");
  await containers.wait("c");
  const after = await containers.isolation("c");
  assert.equal(after.live, false);
  assert.ok(after.steps.length > 5, "the last start is still known");
});
