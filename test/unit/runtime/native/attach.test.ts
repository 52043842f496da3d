import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import { connectByHand, hello, runLauncher } from "../../../support/hand-client.ts";
import {
  containerSteps,
  type HandContainer,
  type HandOptions,
  launchByHand,
  launcher,
  needsRoot,
  temporaryFolder,
  until,
} from "../../../support/hand-container.ts";

const skip = needsRoot;

function start(dir: string, options: HandOptions): HandContainer {
  return launchByHand(dir, containerSteps(dir, options));
}

test("attach gives its input to the program and ends with its output and its code", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, { args: ["sh", "-c", "cat; echo bad >&2; exit 5"], stdin: true });
  await container.event("running");
  const client = await runLauncher(["attach", container.socket], "hello\n");
  assert.deepEqual(client, { code: 5, out: "hello\n", error: "bad\n" });
  await container.ended();
  assert.deepEqual(container.lines().sort(), ["bad", "hello"]);
});

test("a program started by its first client loses none of its output", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, { args: ["echo", "first words"], startOnAttach: true });
  await container.event("ready");
  /* From here on the parent may go. */
  container.abandon();
  const client = await runLauncher(["attach", container.socket, "--start"], "");
  assert.deepEqual(client, { code: 0, out: "first words\n", error: "" });
  await container.ended();
});

test("100 MB go in and come out whole", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, { args: ["cat"], stdin: true, startOnAttach: true });
  await container.event("ready");
  const block = randomBytes(1 << 20);
  const sent = createHash("sha256");
  const [input, output] = [join(dir, "input"), join(dir, "output")];
  const file = createWriteStream(input);
  for (let count = 0; count < 100; count++) {
    sent.update(block);
    if (!file.write(block)) await once(file, "drain");
  }
  await new Promise<void>((resolve) => file.end(() => resolve()));
  const client = spawn("sh", [
    "-c",
    `"${launcher}" attach "${container.socket}" --start < "${input}" > "${output}"`,
  ]);
  const code = await new Promise((resolve) => client.on("close", resolve));
  assert.equal(code, 0);
  const received = createHash("sha256");
  await pipeline(createReadStream(output), received);
  assert.equal(received.digest("hex"), sent.digest("hex"));
  await container.ended();
});

test("every client sees all output, and each may type", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, { args: ["cat"], stdin: true });
  await container.event("running");
  const clients = [1, 2, 3].map(() => connectByHand(container.socket, hello.output | hello.input));
  for (const client of clients) await client.until((frames) => frames.some(({ kind }) => kind === "L"));
  clients[0]!.send("I", "one\n");
  for (const client of clients) await client.until(() => client.output() === "one\n");
  clients[1]!.send("I", "two\n");
  for (const client of clients) await client.until(() => client.output() === "one\ntwo\n");
  clients[2]!.socket.destroy();
  clients[0]!.send("E");
  for (const client of clients.slice(0, 2)) {
    await client.ended();
    const last = client.frames.at(-1)!;
    assert.deepEqual([last.kind, last.payload.readUInt32LE()], ["X", 0]);
  }
  await container.ended();
});

test("a client that does not read makes the container wait, and gets every byte in the end", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const bytes = 4 << 20;
  const container = start(dir, {
    args: ["sh", "-c", `head -c ${bytes} /dev/zero; touch /done`],
    startOnAttach: true,
  });
  await container.event("ready");
  const client = connectByHand(container.socket, hello.output | hello.start);
  client.socket.pause();
  await container.event("running");
  const log = () => readFileSync(join(dir, "log")).length;
  /* It stands still once rings and sockets are full: far below all of it. */
  let before = -1;
  await until(() => {
    const now = log();
    const still = now === before && now > 0;
    before = now;
    return still;
  });
  assert.ok(log() < bytes / 2, `${log()} bytes were taken`);
  client.socket.resume();
  await client.ended();
  assert.equal(client.output().length, bytes);
  await container.ended();
});

test("a late client gets what was kept, by stream, then the mark, then what is new", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const script = "echo out; echo err >&2; read word; echo got $word";
  const container = start(dir, { args: ["sh", "-c", script], stdin: true });
  await container.event("running");
  await until(() => container.lines().length === 2);
  const late = connectByHand(container.socket, hello.output | hello.input | hello.replay);
  await late.until((frames) => frames.some(({ kind }) => kind === "L"));
  assert.deepEqual([late.output("O"), late.output("R")], ["out\n", "err\n"]);
  late.send("I", "it\n");
  await late.ended();
  assert.equal(late.frames.map(({ kind }) => kind).at(-1), "X");
  assert.ok(late.frames.findIndex(({ kind }) => kind === "L") < late.frames.length - 2);
  assert.equal(late.output(), "out\ngot it\n");
  await container.ended();
});

test("what is kept has a bound, and starts at the start of a line", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, {
    args: ["sh", "-c", "i=0; while [ $i -lt 30000 ]; do echo line $i; i=$((i+1)); done; read word"],
    stdin: true,
    keptBytes: 65536,
  });
  await container.event("running");
  await until(() => readFileSync(join(dir, "log"), "utf8").endsWith("line 29999\n"));
  const late = connectByHand(container.socket, hello.output | hello.input | hello.replay);
  await late.until((frames) => frames.some(({ kind }) => kind === "L"));
  const lines = late.output().split("\n").slice(0, -1);
  assert.match(lines[0]!, /^line \d+$/);
  assert.equal(lines.at(-1), "line 29999");
  assert.ok(late.output().length > 20_000 && late.output().length <= 65536);
  late.send("E");
  await late.ended();
  await container.ended();
});

test("standard input closes with the first client that fed it, when the plan says so", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, { args: ["cat"], stdin: true, stdinOnce: true });
  await container.event("running");
  const client = connectByHand(container.socket, hello.output | hello.input);
  client.send("I", "last\n");
  await client.until(() => client.output() === "last\n");
  client.socket.destroy();
  assert.equal(await container.ended(), 0);
  assert.equal(container.record().code, 0);
});

test("a signal overtakes input that the program does not read", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, {
    args: ["sh", "-c", "trap 'exit 9' TERM; echo set; while :; do sleep 0.02; done"],
    stdin: true,
  });
  await container.event("running");
  await until(() => container.lines()[0] === "set");
  const client = spawn(launcher, ["attach", container.socket, "--replay"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(client.stdout, "data");
  client.stdin.on("error", () => {});
  client.stdin.write(Buffer.alloc(4 << 20));
  client.kill("SIGTERM");
  assert.equal(await new Promise((resolve) => client.on("close", resolve)), 9);
  await container.ended();
});

test("attach to a container that is not there says so with 125", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const { code, error } = await runLauncher(["attach", join(dir, "nothing")], "");
  assert.deepEqual(
    [code, error],
    [125, `wherry: attach ${join(dir, "nothing")}: the container is not running\n`],
  );
});

test("a client that does not keep the protocol is dropped, and nobody else suffers", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = start(dir, { args: ["cat"], stdin: true });
  await container.event("running");
  for (const bytes of [
    "I\x01\0\0\0x",
    "H\xff\xff\xff\xff",
    "H\x05\0\0\0\x01\0\0\0\0Z\0\0\0\0",
    "H\x05\0\0\0\x01\0\0\0\0I\xff\xff\xff\x7f",
  ]) {
    const bad = connect(container.socket)
      .on("error", () => {})
      .resume();
    bad.write(Buffer.from(bytes, "latin1"));
    await new Promise((resolve) => bad.on("close", resolve));
  }
  const good = connectByHand(container.socket, hello.output | hello.input);
  good.send("I", "still here\n");
  await good.until(() => good.output() === "still here\n");
  good.send("E");
  await good.ended();
  await container.ended();
});

test("a program that fails to start tells a waiting client why", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const broken = join(dir, "lower/broken");
  writeFileSync(broken, "neither a script nor a program\n", { mode: 0o755 });
  const container = start(dir, { args: ["/broken"], startOnAttach: true });
  await container.event("ready");
  const client = await runLauncher(["attach", container.socket, "--start"], "");
  assert.equal(client.code, 126);
  assert.equal(client.error, "wherry: exec /broken (test.exec): not a program\n");
  await container.ended();
});
