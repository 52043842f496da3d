import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { cliOfFile } from "../support/cli.ts";
import { makeSmallRoot } from "../support/small-root.ts";
import { until } from "../support/until.ts";

const cli = cliOfFile({ empty: true });

before(async () => {
  const folder = join(cli.dir, "small");
  makeSmallRoot(folder, ["sh", "sleep", "chroot"]);
  const archive = execFileSync("tar", ["-C", folder, "-c", "."], { maxBuffer: 1 << 28 });
  const { code, stderr } = await cli.run(["import", "-", "small"], { stdin: archive });
  assert.equal(code, 0, stderr);
});

test("a container of another user dies with its monitor, and ps says why", async () => {
  const { pid } = await startThenKillMonitor("-u", "1000", "small", "sleep", "1000");
  await until("the end of its process", () => hasEnded(pid));
  await expectToldAsEnded();
});

test("a program that has changed its user outlives its monitor only until somebody looks", async () => {
  // By itself, so that the kernel forgets its death signal.
  const words = ["small", "chroot", "--userspec=1000:1000", "/", "sh", "-c", "sleep 999 & sleep 1000"];
  const { pid } = await startThenKillMonitor(...words);
  assert.equal(hasEnded(pid), undefined);
  await expectToldAsEnded();
  await until("the end of its process", () => hasEnded(pid));
});

test("one that goes with its exit goes when its monitor was killed", async () => {
  const words = ["small", "chroot", "--userspec=1000:1000", "/", "sleep", "1000"];
  const { pid } = await startThenKillMonitor("--rm", ...words);
  assert.equal(await cli.ok("ps", "-aq"), "");
  await until("the end of its process", () => hasEnded(pid));
});

test("what lost its monitor is started anew as if it had ended", async () => {
  const words = ["small", "chroot", "--userspec=1000:1000", "/", "sleep", "1000"];
  const first = await startThenKillMonitor(...words);
  await cli.ok("start", "c");
  assert.equal(hasEnded(first.pid), true);
  assert.equal(await cli.ok("inspect", "-f", "{{.State.Status}} {{.State.Error}}", "c"), "running ");
});

async function startThenKillMonitor(...words: string[]): Promise<{ pid: number }> {
  await cli.ok("run", "-d", "--name", "c", ...words);
  const pid = Number(await cli.ok("inspect", "-f", "{{.State.Pid}}", "c"));
  const userAsked = words.includes("-u") || words.some((word) => word.startsWith("--userspec"));
  if (userAsked) await until("another user", () => /^Uid:\s+1000/m.test(statusOf(pid)) || undefined);
  const monitor = Number(/^PPid:\s+(\d+)$/m.exec(statusOf(pid))?.[1]);
  assert.match(readFileSync(`/proc/${monitor}/cmdline`, "utf8"), /monitor/);
  process.kill(monitor, "SIGKILL");
  await until("the end of the monitor", () => hasEnded(monitor));
  return { pid };
}

async function expectToldAsEnded(): Promise<void> {
  assert.match(await cli.ok("ps", "-a", "--format", "{{.Status}}"), /^Exited \(137\)/);
  const told = await cli.ok("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}", "c");
  assert.equal(told, "exited 137 its monitor was killed");
  assert.equal(await cli.ok("wait", "c"), "137");
}

function hasEnded(pid: number): true | undefined {
  return /^State:\s+[^ZX]/m.test(statusOf(pid)) ? undefined : true;
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}
