import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  containerSteps,
  isAlive,
  launchByHand,
  needsRoot,
  temporaryFolder,
  until,
} from "../../../support/hand-container.ts";
import { step } from "../../../support/plan-bytes.ts";

const skip = needsRoot;

test("a container is a world of its own: six namespaces, pid 1, its hostname, no descriptor of ours", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const script =
    "echo $$; cat /proc/sys/kernel/hostname; for n in mnt pid uts ipc net cgroup; do readlink /proc/self/ns/$n; done; ls /proc/self/fd | wc -w; exit 3";
  const container = launchByHand(
    dir,
    containerSteps(dir, { args: ["sh", "-c", script], afterPivot: [step("hostname", "inside")] }),
  );
  assert.equal(await container.ended(), 0);
  const [pid, hostname, ...rest] = container.lines();
  assert.deepEqual([pid, hostname], ["1", "inside"]);
  const ours = ["mnt", "pid", "uts", "ipc", "net", "cgroup"].map((name) =>
    readlinkSync(`/proc/self/ns/${name}`),
  );
  for (const [index, own] of ours.entries()) assert.notEqual(rest[index], own);
  assert.equal(rest[6], "4", "0, 1, 2 and the one that ls itself opened");
  assert.equal(container.record().code, 3);
  assert.deepEqual(container.events.at(-1), ["exited", "3", "0"]);
  assert.ok(!existsSync(container.socket), "the attach socket is left");
});

test("events come in order: init with its start time, one timing per step, ready, running, exited", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const steps = containerSteps(dir, { args: ["sh", "-c", "sleep 100"] });
  const container = launchByHand(dir, steps);
  await container.event("running");
  const [, pid, ticks] = await container.event("init");
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  assert.equal(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19], ticks);
  const names = container.events.map(([name]) => name);
  assert.deepEqual(names, ["init", ...steps.slice(1).map(() => "timing"), "ready", "running"]);
});

test("a program killed by a signal is recorded with 128 and its number", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(dir, containerSteps(dir, { args: ["sleep", "1000"] }));
  await container.event("running");
  process.kill(Number((await container.event("init"))[1]), "SIGKILL");
  assert.equal(await container.ended(), 0);
  const { code, signal, finishedAt } = container.record();
  assert.deepEqual([code, signal], [137, 9]);
  assert.match(finishedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
  assert.ok(Math.abs(Date.parse(finishedAt) - Date.now()) < 60_000);
});

test("a container dies with its monitor, even when that is killed with -9", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(dir, containerSteps(dir, { args: ["sleep", "1000"] }));
  await container.event("running");
  const [, init] = await container.event("init");
  container.monitor.kill("SIGKILL");
  assert.equal(await container.ended(), "SIGKILL");
  await until(() => !isAlive(Number(init)));
});

test("a gate holds the plan until its byte comes, and a parent that goes before running ends everything", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const gated = (name: string) => containerSteps(dir, { args: ["true"], beforePivot: [step("gate", name)] });
  const passed = launchByHand(dir, gated("network"));
  assert.deepEqual(await passed.event("gate"), ["gate", "network"]);
  passed.pass();
  assert.equal(await passed.ended(), 0);
  assert.equal(passed.record().code, 0);

  const abandoned = launchByHand(dir, gated("network"));
  const [, init] = await abandoned.event("init");
  await abandoned.event("gate");
  abandoned.abandon();
  assert.equal(await abandoned.ended(), 0);
  assert.ok(!existsSync(`/proc/${init}`));
  assert.equal(abandoned.record().code, 125);
});

test("the overlay keeps what is written in its upper folder and is seen by nobody outside", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(
    dir,
    containerSteps(dir, { args: ["sh", "-c", "echo kept > /file; while [ ! -e /go ]; do sleep 0.01; done"] }),
  );
  await container.event("running");
  assert.ok(!readFileSync("/proc/self/mountinfo", "utf8").includes(dir));
  await until(() => existsSync(join(dir, "upper/file")));
  container.monitor.kill("SIGTERM");
  await container.ended();
  assert.equal(readFileSync(join(dir, "upper/file"), "utf8"), "kept\n");
});

test("a container's cgroups hold it, and go with it and with what is below them", {
  skip: skip || noPids(),
}, async (t) => {
  const dir = temporaryFolder(t);
  const cgroup = `/sys/fs/cgroup/pids/wherry-test-${process.pid}-monitor`;
  mkdirSync(join(cgroup, "below"), { recursive: true });
  const container = launchByHand(dir, containerSteps(dir, { args: ["sleep", "1000"], cgroups: [cgroup] }));
  await container.event("running");
  const [, init] = await container.event("init");
  assert.equal(readFileSync(join(cgroup, "cgroup.procs"), "utf8"), `${init}\n`);
  container.monitor.kill("SIGTERM");
  await container.ended();
  assert.ok(!existsSync(cgroup), "the cgroup is left");
  assert.deepEqual([container.record().code, container.record().oom], [137, false]);
});

test("a system call filter is in force for any user, with no_new_privs and without", {
  skip: skip || otherMachine(),
}, async (t) => {
  const dir = temporaryFolder(t);
  const [load, jumpIfEqual, give] = [0x20, 0x15, 0x06];
  const [mkdir, mkdirat, refused, allowed] = [83, 258, 0x00050001, 0x7fff0000];
  const filter = Buffer.concat([
    instruction(load, 0, 0, 0),
    instruction(jumpIfEqual, 2, 0, mkdir!),
    instruction(jumpIfEqual, 1, 0, mkdirat!),
    instruction(give, 0, 0, allowed!),
    instruction(give, 0, 0, refused!),
  ]);
  const user = [step("identity", 1000, 1000, []), step("capabilities", 0, 0, 0, 0)];
  for (const more of [[], [step("no_new_privileges")], user, [...user, step("no_new_privileges")]]) {
    const args = [
      "sh",
      "-c",
      "grep Seccomp: /proc/self/status; mkdir /dev/shm 2>&1 | grep -o 'Operation not permitted'",
    ];
    const afterPivot = [...more, step("seccomp", filter)];
    const container = launchByHand(dir, containerSteps(dir, { args, afterPivot }));
    await container.ended();
    assert.deepEqual(
      container.lines().slice(-2),
      ["Seccomp:\t2", "Operation not permitted"],
      container.log(),
    );
  }
});

function instruction(code: number, ifTrue: number, ifFalse: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code);
  bytes[2] = ifTrue;
  bytes[3] = ifFalse;
  bytes.writeUInt32LE(value, 4);
  return bytes;
}

function otherMachine(): string | false {
  return process.arch === "x64"
    ? false
    : "needs an x86-64 machine: the filter names its system calls by number";
}

function noPids(): string | false {
  return existsSync("/sys/fs/cgroup/pids/cgroup.procs") ? false : "needs the pids controller of cgroup v1";
}

test("when all is told the monitor becomes the program that the plan gives it", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const script = `cat "${dir}/exit.json" > "${dir}/seen"; echo "$NAME $$" >> "${dir}/seen"; exit 5`;
  const [monitor, ...rest] = containerSteps(dir, { args: ["sh", "-c", "exit 3"] });
  const afterwards = step("afterwards", ["/bin/sh", "-c", script], ["NAME=value", "PATH=/usr/bin:/bin"]);
  const container = launchByHand(dir, [monitor!, afterwards, ...rest]);
  assert.equal(await container.ended(), 5);
  const [record, words] = readFileSync(join(dir, "seen"), "utf8").split("\n");
  assert.equal(JSON.parse(record!).code, 3);
  assert.equal(words, `value ${container.monitor.pid}`);
});

test("a start that failed has no afterwards", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const [monitor, ...rest] = containerSteps(dir, { args: ["no-such-program"] });
  const afterwards = step("afterwards", ["/bin/sh", "-c", `touch "${dir}/seen"`], ["PATH=/usr/bin:/bin"]);
  const container = launchByHand(dir, [monitor!, afterwards, ...rest]);
  assert.equal(await container.ended(), 0);
  assert.ok(!existsSync(join(dir, "seen")));
});
