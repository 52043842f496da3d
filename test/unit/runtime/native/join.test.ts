import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type Finished, runLauncher } from "../../../support/hand-client.ts";
import {
  atEnd,
  containerSteps,
  type HandContainer,
  isAlive,
  launchByHand,
  launcher,
  needsRoot,
  temporaryFolder,
  until,
} from "../../../support/hand-container.ts";
import { bits, type HandStep, planBytes, step } from "../../../support/plan-bytes.ts";

const skip = needsRoot;

/** A container that does nothing, and the way to write a plan for one more process in it. */
async function idleContainer(t: TestContext) {
  const dir = temporaryFolder(t);
  const container = launchByHand(dir, containerSteps(dir, { args: ["sleep", "1000"] }));
  await container.event("running");
  return { dir, container };
}

interface SessionOptions {
  readonly flags?: number;
  readonly cgroup?: string;
  readonly exitRecord?: string;
  readonly more?: readonly HandStep[];
  readonly ticks?: number;
}

async function sessionPlan(
  container: HandContainer,
  args: readonly string[],
  options: SessionOptions = {},
): Promise<string> {
  const [, pid, ticks] = await container.event("init");
  const path = join(container.dir, "session-plan");
  const steps = [
    step(
      "session",
      Number(pid),
      options.ticks ?? Number(ticks),
      options.flags ?? bits.SESSION_STDIN!,
      options.cgroup ?? "",
      options.exitRecord ?? "",
    ),
    ...(options.more ?? []),
    step("environment", ["PATH=/usr/bin:/bin"]),
    step("exec", args),
  ];
  writeFileSync(path, planBytes(steps));
  return path;
}

async function run(
  container: HandContainer,
  args: readonly string[],
  options?: SessionOptions,
  input = "",
): Promise<Finished> {
  return runLauncher(["join", await sessionPlan(container, args, options)], input);
}

test("a session is in all namespaces of its container, in its root, and not its pid 1", {
  skip,
}, async (t) => {
  const { dir, container } = await idleContainer(t);
  const script =
    "for n in mnt pid uts ipc net cgroup; do readlink /proc/self/ns/$n; done; test $$ -ne 1; ls -d /usr /home 2>/dev/null; exit 4";
  const { code, out } = await run(container, ["sh", "-c", script]);
  const [, pid] = await container.event("init");
  const theirs = ["mnt", "pid", "uts", "ipc", "net", "cgroup"].map((name) =>
    readlinkSync(`/proc/${pid}/ns/${name}`),
  );
  assert.deepEqual(out.split("\n"), [...theirs, "/usr", ""]);
  assert.equal(code, 4);
  assert.ok(!existsSync(join(dir, "session-plan")), "the plan is left");
});

test("a session passes its streams on, megabytes of them", { skip }, async (t) => {
  const { container } = await idleContainer(t);
  const input = "0123456789abcdef".repeat(1 << 18);
  const { code, out } = await run(container, ["cat"], {}, input);
  assert.equal(code, 0);
  assert.ok(out === input);
});

test("what cannot be started is said in one line with Docker's codes", { skip }, async (t) => {
  const { container } = await idleContainer(t);
  const table = [
    { args: ["nothing-like-it"], code: 127, error: "wherry: exec nothing-like-it: not found\n" },
    { args: ["/usr"], code: 126, error: "wherry: exec /usr: is a directory\n" },
    { args: ["/dev/null"], code: 126, error: "wherry: exec /dev/null: not executable\n" },
  ];
  for (const { args, code, error } of table)
    assert.deepEqual(await run(container, args), { code, error, out: "" });
  const gone = await run(container, ["true"], { ticks: 1 });
  assert.deepEqual(gone, { code: 125, error: "wherry: exec: the container is not running\n", out: "" });
});

test("a session's capabilities leave nothing to inherit, and no descriptor is left open", {
  skip,
}, async (t) => {
  const { container } = await idleContainer(t);
  const more = [
    step("bounding_capabilities", 0xa80425fb),
    step("identity", 1000, 1000, ["4", "24"]),
    step("capabilities", 0, 0, 0, 0),
  ];
  const { out } = await run(
    container,
    ["sh", "-c", "grep -E '^(Cap|Groups|Uid)' /proc/self/status; ls /proc/self/fd | wc -w"],
    { more },
  );
  const lines = out.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  assert.deepEqual(lines, [
    "Uid: 1000 1000 1000 1000",
    "Groups: 4 24",
    "CapInh: 0000000000000000",
    "CapPrm: 0000000000000000",
    "CapEff: 0000000000000000",
    "CapBnd: 00000000a80425fb",
    "CapAmb: 0000000000000000",
    "4",
    "",
  ]);
});

test("when the client's reader goes, the session goes", { skip }, async (t) => {
  const { container } = await idleContainer(t);
  const plan = await sessionPlan(container, ["sh", "-c", "echo $$; exec sleep 1000"]);
  const child = spawn(launcher, ["join", plan], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.destroy();
  await new Promise((resolve) => child.on("close", resolve));
  await noneBut(container, 1);
});

test("SIGTERM for the client ends all of its session, what it put in the background too", {
  skip,
}, async (t) => {
  const { container } = await idleContainer(t);
  const plan = await sessionPlan(container, ["sh", "-c", "sleep 1001 & sleep 1002 & echo go; wait"]);
  const child = spawn(launcher, ["join", plan], { stdio: ["pipe", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGTERM");
  await new Promise((resolve) => child.on("close", resolve));
  await noneBut(container, 1);
});

test("a session in a cgroup ends with everything in it, and the cgroup is gone", {
  skip: skip || noPids(),
}, async (t) => {
  const { dir, container } = await idleContainer(t);
  const cgroup = `/sys/fs/cgroup/pids/wherry-test-${process.pid}-join`;
  mkdirSync(cgroup);
  atEnd(dir, async () => {
    if (existsSync(cgroup)) rmdirSync(cgroup);
  });
  const more = [step("cgroup", cgroup, bits.CGROUP_JOIN! | bits.CGROUP_REMOVE!)];
  const straggler = "setsid sleep 1003 </dev/null >/dev/null 2>&1 & echo ok";
  const { out } = await run(container, ["sh", "-c", straggler], { cgroup, more });
  assert.equal(out, "ok\n");
  assert.ok(!existsSync(cgroup), "the cgroup is left");
  await noneBut(container, 1);
});

test("a detached session outlives its client and writes its record", { skip }, async (t) => {
  const { dir, container } = await idleContainer(t);
  const exitRecord = join(dir, "session.json");
  const flags = bits.SESSION_DETACH!;
  const { code } = await run(container, ["sh", "-c", "while [ ! -e /go ]; do sleep 0.02; done; exit 6"], {
    flags,
    exitRecord,
  });
  assert.equal(code, 0);
  assert.ok(!existsSync(exitRecord));
  writeFileSync(`/proc/${(await container.event("init"))[1]}/root/go`, "");
  await until(() => existsSync(exitRecord));
  assert.equal(JSON.parse(readFileSync(exitRecord, "utf8")).code, 6);
  const failed = await run(container, ["nothing-like-it"], { flags });
  assert.deepEqual([failed.code, failed.error], [127, "wherry: exec nothing-like-it: not found\n"]);
});

/** Waits until the container has just so many processes. */
async function noneBut(container: HandContainer, count: number): Promise<void> {
  const [, init] = await container.event("init");
  const namespace = readlinkSync(`/proc/${init}/ns/pid`);
  await until(() => processesIn(namespace) === count);
}

function processesIn(namespace: string): number {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    try {
      return isAlive(pid) && readlinkSync(`/proc/${pid}/ns/pid`) === namespace;
    } catch {
      return false;
    }
  }).length;
}

function noPids(): string | false {
  return existsSync("/sys/fs/cgroup/pids/cgroup.procs") ? false : "needs the pids controller of cgroup v1";
}
