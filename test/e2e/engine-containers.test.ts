import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { CodedError } from "../../src/base/errors.ts";
import type {
  ClientCommand,
  Containers,
  CreateOptions,
  LogOptions,
} from "../../src/engine/containers/containers.ts";
import { createContainers } from "../../src/engine/containers/create-containers.ts";
import { createSessions } from "../../src/engine/create-sessions.ts";
import { finish } from "../support/cli.ts";
import { openTestContext, type TestContext } from "../support/containers-context.ts";
import { expectNoLeaks, territoryOf } from "../support/leaks.ts";
import { makeSmallRoot } from "../support/small-root.ts";

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

const make = (script: string, options: Partial<CreateOptions> = {}) =>
  containers.create({ image: "starter", name: "c", command: ["sh", "-c", script], ...options });
const runClient = ({ file, args }: ClientCommand, input?: string) => finish(spawn(file, args), input);
const isCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;
async function logText(options: LogOptions = {}): Promise<string> {
  let text = "";
  for await (const { bytes } of containers.logs("c", options)) text += Buffer.from(bytes).toString();
  return text;
}

test("a container runs, tells its exit code and keeps its log", async () => {
  await make("echo out; echo err >&2; exit 3");
  await containers.start("c");
  assert.equal(await containers.wait("c"), 3);
  const { state } = await containers.inspect("c");
  assert.equal(state.status === "exited" && state.code, 3);
  const streams: string[] = [];
  for await (const { stream, bytes } of containers.logs("c")) streams.push(`${stream} ${Buffer.from(bytes)}`);
  assert.deepEqual(streams.sort(), ["stderr err\n", "stdout out\n"]);
});

test("a client that starts it misses nothing of what goes in and out", async () => {
  await make("cat; echo done; exit 5", { openStdin: true, stdinOnce: true });
  await containers.start("c", { release: "on-attach" });
  const { code, stdout } = await runClient(
    await containers.attach("c", { stdin: true, start: true }),
    "hello\n",
  );
  assert.deepEqual({ code, stdout }, { code: 5, stdout: "hello\ndone\n" });
  assert.equal(await containers.wait("c"), 5);
});

test("started again it finds what it wrote, and its log goes on", async () => {
  await make("cat /state 2>/dev/null; echo again >> /state");
  for (let run = 0; run < 3; run += 1) {
    await containers.start("c");
    await containers.wait("c");
  }
  assert.equal(await logText(), "again\nagain\nagain\n");
  assert.equal(await logText({ tail: 1 }), "again\n");
});

test("following a log ends with the container", async () => {
  await make("while read line; do echo got $line; done; echo over", { openStdin: true, stdinOnce: true });
  await containers.start("c", { release: "on-attach" });
  const following = logText({ follow: true });
  await runClient(await containers.attach("c", { stdin: true, start: true }), "one\ntwo\n");
  assert.equal(await following, "got one\ngot two\nover\n");
});

test("stop asks, and kills what does not listen", async () => {
  await make('trap "exit 9" TERM; echo ready; while :; do sleep 0.02; done');
  await containers.start("c");
  await untilLogged("ready");
  await containers.stop("c");
  assert.equal(await containers.wait("c"), 9);

  await containers.create({ image: "starter", name: "deaf", command: ["sleep", "1000"] });
  await containers.start("deaf");
  await containers.stop("deaf", { timeoutSeconds: 0 });
  assert.equal(await containers.wait("deaf"), 137);
  await containers.stop("deaf");
});

test("starting what runs is no error, removing it is", async () => {
  await make("sleep 1000");
  const first = await containers.start("c");
  const second = await containers.start("c");
  assert.deepEqual(second.container.state, first.container.state);
  await assert.rejects(containers.remove("c"), isCode("running"));
  await containers.kill("c", "KILL");
  assert.equal(await containers.wait("c"), 137);
  await containers.remove("c");
});

test("restart gives a new process", async () => {
  await make("sleep 1000");
  const { container } = await containers.start("c");
  await containers.restart("c", { timeoutSeconds: 0 });
  const { state } = await containers.inspect("c");
  assert.ok(state.status === "running" && container.state.status === "running");
  assert.notEqual(state.pid, container.state.pid);
});

test("restart keeps a container that goes with its exit, whoever sees the exit", async () => {
  const { id } = await make("sleep 1000", { autoRemove: true });
  const { container } = await containers.start("c");
  const looking = setInterval(() => void containers.list().catch(() => undefined), 1);
  const waited = containers.wait("c");
  try {
    await containers.restart("c", { timeoutSeconds: 0 });
  } finally {
    clearInterval(looking);
  }
  assert.equal(await waited, 137);
  const again = await containers.inspect("c");
  assert.equal(again.id, id);
  assert.ok(again.state.status === "running" && container.state.status === "running");
  assert.notEqual(again.state.pid, container.state.pid);
  await containers.kill("c");
  await assert.rejects(containers.inspect("c"), isCode("container-not-found"));
});

test("two restarts at once leave one running container", async () => {
  await make("sleep 1000", { autoRemove: true });
  await containers.start("c");
  const both = [1, 2].map(() => containers.restart("c", { timeoutSeconds: 0 }));
  await Promise.all(both);
  assert.equal((await containers.inspect("c")).state.status, "running");
});

test("a program that cannot run says why, with Docker's code, and leaves nothing", async () => {
  const cases: [string[], number, RegExp][] = [
    [["no-such-program"], 127, /no-such-program.*not found/],
    [["/etc/passwd"], 126, /\/etc\/passwd.*not executable/],
    [["/etc"], 126, /\/etc.*is a directory/],
  ];
  for (const [command, code, message] of cases) {
    const { id } = await containers.create({ image: "starter", command });
    await assert.rejects(containers.start(id), (error) => {
      assert.ok(error instanceof CodedError);
      assert.equal(error.exitCode, code);
      assert.match(error.message, message);
      return true;
    });
    const { state } = await containers.inspect(id);
    assert.equal(state.status === "exited" && state.code, code);
    assert.match(state.status === "exited" ? (state.failed ?? "") : "", message);
    await containers.remove(id);
  }
});

test("one that goes with its exit goes, however it ends", async () => {
  await make("exit 4", { autoRemove: true });
  await containers.start("c");
  assert.equal(await containers.wait("c"), 4);
  assert.deepEqual(await containers.list({ all: true }), []);
  const failing = await make("", { autoRemove: true, command: ["no-such-program"] });
  await assert.rejects(containers.start("c"));
  await assert.rejects(containers.inspect(failing.id), isCode("container-not-found"));
});

test("user, directory, environment and host name are as asked", async () => {
  await make("id -u; id -g; pwd; echo $A $HOME; cat /etc/hostname; uname -n", {
    user: "user",
    workingDir: "/tmp",
    env: ["A=b"],
    hostname: "boat",
  });
  await containers.start("c");
  await containers.wait("c");
  assert.equal(await logText(), "1000\n1000\n/tmp\nb /\nboat\nboat\n");
});

test("a folder of the host is seen, and written only where that was allowed", async () => {
  const [source, target] = [join(context.dir, "given"), "/given"];
  await make("echo x > /given/file && cat /given/file", { mounts: [{ source, target, readOnly: false }] });
  await containers.start("c");
  assert.equal(await containers.wait("c"), 0);
  await containers.create({
    image: "starter",
    name: "reader",
    command: ["sh", "-c", "cat /given/file && ! touch /given/other 2>/dev/null"],
    mounts: [{ source, target, readOnly: true }],
  });
  await containers.start("reader");
  assert.equal(await containers.wait("reader"), 0);
});

test("a session runs beside the main process, in the best shell when none is named", async () => {
  await make("sleep 1000", { env: ["FROM=container"] });
  await containers.start("c");
  const sessions = createSessions(context);
  const own = await sessions.open("c", {
    command: ["sh", "-c", "echo $FROM $MORE; id -u; exit 6"],
    tty: false,
    stdin: false,
    env: ["MORE=session"],
    user: "1000",
  });
  const { code, stdout } = await runClient(own.client);
  assert.deepEqual({ code, stdout }, { code: 6, stdout: "container session\n1000\n" });
  const shell = await sessions.open("c", { tty: false, stdin: true });
  assert.deepEqual(shell.argv, ["/bin/sh"]);
  assert.equal((await runClient(shell.client, "echo in shell\n")).stdout, "in shell\n");
  assert.equal((await containers.inspect("c")).state.status, "running");
});

test("many containers come and go, and nothing is left", async () => {
  const ids = await Promise.all(
    Array.from({ length: 200 }, async () => (await containers.create({ image: "starter" })).id),
  );
  assert.equal((await containers.list({ all: true })).length, 200);
  await Promise.all(ids.map((id) => containers.remove(id)));
  assert.deepEqual(await containers.list({ all: true }), []);
});

async function untilLogged(text: string): Promise<void> {
  const enough = new AbortController();
  const logs = containers.logs("c", { follow: true, signal: enough.signal });
  for await (const { bytes } of logs) if (Buffer.from(bytes).includes(text)) return enough.abort();
  assert.fail(`the container ended without saying ${text}`);
}
