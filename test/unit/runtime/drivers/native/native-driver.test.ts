import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import {
  createNativeDriver,
  identityOf,
  type LaunchRequest,
  type MachineFacts,
  type RunningContainer,
} from "../../../../../runtime/index.ts";
import { decodePlan } from "../../../../../runtime/wire.ts";
import { exampleSpec } from "../../../../support/example-spec.ts";
import { temporaryFolder } from "../../../../support/temporary.ts";

const facts: MachineFacts = { cgroups: { kind: "none" }, fileSystems: new Set(), thermalPaths: [] };
const driver = createNativeDriver({ launcher: "/launcher", facts });

const bundleIn = (folder: string) => ({
  id: "box",
  dir: folder,
  runDir: join(folder, "run"),
  cgroupPath: "wherry/test/box",
});
const ourselves = (folder: string): RunningContainer => ({
  ...bundleIn(folder),
  ...identityOf(process.pid)!,
});
const gone = (folder: string): RunningContainer => ({ ...bundleIn(folder), pid: process.pid, startTicks: 1 });
const session = { id: "s1", ...exampleSpec().process, tty: false, stdin: true, detach: false };

test("attaching is the launcher with the options that were asked for", () => {
  const bundle = bundleIn("/d");
  assert.deepEqual(driver.attachCommand(bundle, { stdin: true }), {
    file: "/launcher",
    args: ["attach", "/d/run/attach"],
  });
  const all = { stdin: false, replay: true, redraw: true, start: true, mark: true };
  assert.deepEqual(driver.attachCommand(bundle, { ...all, detachKeys: "ctrl-x", signalProxy: false }).args, [
    "attach",
    "/d/run/attach",
    "--no-stdin",
    "--replay",
    "--redraw",
    "--start",
    "--mark",
    "--detach-keys",
    "ctrl-x",
    "--no-sig-proxy",
  ]);
});

test("a session's plan is in a file that only its owner reads", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "run"));
  const command = await driver.joinCommand(ourselves(folder.path), session);
  const file = join(folder.path, "run/session-s1.plan");
  assert.deepEqual(command, { file: "/launcher", args: ["join", file] });
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const plan = decodePlan(await readFile(file));
  const step = plan.find((each) => each.step === "session");
  assert.equal(step?.pid, process.pid);
});

test("a session needs a container that runs, and an id that stays in its folder", async () => {
  await using folder = await temporaryFolder();
  await assert.rejects(driver.joinCommand(gone(folder.path), session), {
    name: "LaunchError",
    message: "session /bin/sh: the container does not run",
  });
  await assert.rejects(driver.joinCommand(ourselves(folder.path), { ...session, id: "../x" }), {
    name: "LaunchError",
    message: /"..\/x" is no session's id/,
  });
});

test("a signal goes through the monitor as a hello and a signal frame", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "run"));
  const received: Buffer[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("data", (chunk) => received.push(chunk));
    socket.on("end", () => socket.end());
  });
  server.listen(join(folder.path, "run/attach"));
  await once(server, "listening");
  try {
    assert.equal(await driver.signal(ourselves(folder.path), 15), true);
    assert.deepEqual([...Buffer.concat(received)], [0x48, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0x4b, 1, 0, 0, 0, 15]);
  } finally {
    server.close();
  }
});

test("without a monitor the very process gets the signal, and never another with its pid", async () => {
  await using folder = await temporaryFolder();
  const child = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  await once(child, "spawn");
  const container = { ...bundleIn(folder.path), ...identityOf(child.pid!)! };
  assert.equal(await driver.signal({ ...container, startTicks: container.startTicks - 1 }, 9), false);
  assert.equal(child.exitCode, null);
  assert.equal(await driver.signal(container, 15), true);
  assert.deepEqual(await once(child, "exit"), [null, "SIGTERM"]);
  assert.equal(await driver.signal(container, 15), false);
});

test("there is no exit before there is a record, and a damaged one is told", async () => {
  await using folder = await temporaryFolder();
  assert.equal(await driver.readExit(bundleIn(folder.path)), undefined);
  await writeFile(join(folder.path, "exit.json"), "{");
  await assert.rejects(driver.readExit(bundleIn(folder.path)), {
    message: "read exit record: it is not JSON",
  });
});

test("cleaning takes the run folder and may be repeated", async () => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, "run"));
  await writeFile(join(folder.path, "run/session-old.plan"), "");
  await driver.clean(bundleIn(folder.path));
  await driver.clean(bundleIn(folder.path));
  await assert.rejects(stat(join(folder.path, "run")), { code: "ENOENT" });
});

test("a socket path that the kernel would cut is refused before anything is made", async () => {
  await using folder = await temporaryFolder();
  const bundle = { ...bundleIn(folder.path), runDir: join(folder.path, "x".repeat(100)) };
  const request: LaunchRequest = {
    bundle,
    spec: exampleSpec(),
    root: { lowerDirs: [], upperDir: "/", workDir: "" },
    keepStdinOpen: false,
    stdinOnce: false,
    release: "now",
  };
  await assert.rejects(driver.launch(request), { name: "LaunchError", message: /107 bytes at most/ });
  await assert.rejects(stat(bundle.runDir), { code: "ENOENT" });
});
