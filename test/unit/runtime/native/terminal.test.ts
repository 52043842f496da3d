import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type IPty, spawn as spawnOnTerminal } from "node-pty";
import { connectByHand, hello, runLauncher } from "../../../support/hand-client.ts";
import {
  containerSteps,
  launchByHand,
  launcher,
  needsRoot,
  temporaryFolder,
  until,
} from "../../../support/hand-container.ts";
import { bits, planBytes, step } from "../../../support/plan-bytes.ts";

const skip = needsRoot;

/** A launcher on a terminal of this test, with all that it has written. */
function onTerminal(
  args: string[],
  rows = 40,
  cols = 90,
): { pty: IPty; text: () => string; code: Promise<number> } {
  const pty = spawnOnTerminal(launcher, args, { rows, cols, encoding: "utf8" });
  let text = "";
  pty.onData((data) => {
    text += data;
  });
  const code = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
  return { pty, text: () => text, code };
}

test("a container's terminal is its own /dev/pts/0, its controlling terminal, and its console", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const script =
    "tty; stty size; ls -l /dev/console | cut -c1; echo to-console > /dev/console; echo to-tty > /dev/tty; exit 7";
  const container = launchByHand(dir, containerSteps(dir, { args: ["sh", "-c", script], tty: true }));
  assert.equal(await container.ended(), 0);
  assert.deepEqual(
    container.lines().map((line) => line.trim()),
    ["/dev/pts/0", "30 100", "c", "to-console", "to-tty"],
  );
  assert.equal(container.record().code, 7);
});

test("an attached terminal types, is resized, sends control characters, and is given back", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(
    dir,
    containerSteps(dir, {
      args: ["sh"],
      tty: true,
      startOnAttach: true,
      env: ["PATH=/usr/bin:/bin", "PS1=> "],
    }),
  );
  await container.event("ready");
  const client = onTerminal(["attach", container.socket, "--start"]);
  await until(() => client.text().endsWith("> "));
  client.pty.write("stty size\r");
  await until(() => client.text().includes("40 90"));
  client.pty.resize(111, 33);
  client.pty.write("until stty size | grep 33; do sleep 0.02; done\r");
  await until(() => client.text().includes("33 111"));
  client.pty.write("sleep 1000\r");
  await until(() => client.text().includes("sleep 1000\r\n"));
  client.pty.write("\x03");
  await until(() => client.text().includes("^C"));
  client.pty.write("echo still $((40+2))\r");
  await until(() => client.text().includes("still 42"));
  client.pty.write("exit 3\r");
  assert.equal(await client.code, 3);
  await container.ended();
});

test("the detach keys leave the program running, for the next client to find with its screen", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(
    dir,
    containerSteps(dir, { args: ["sh"], tty: true, env: ["PATH=/usr/bin:/bin", "PS1=> "] }),
  );
  await container.event("running");
  const first = onTerminal(["attach", container.socket, "--replay"]);
  await until(() => first.text().includes("> "));
  first.pty.write("word=kept\r");
  await until(() => first.text().includes("word=kept\r\n> "));
  first.pty.write("\x10\x11");
  assert.equal(await first.code, 0);
  const second = onTerminal(["attach", container.socket, "--replay", "--mark"]);
  await until(() => second.text().includes("\x1b]7717;live\x07"));
  assert.match(second.text(), /word=kept[\s\S]*\x1b\]7717;live\x07/);
  second.pty.write("echo $word-$word; exit\r");
  await until(() => second.text().includes("kept-kept"));
  assert.equal(await second.code, 0);
  await container.ended();
});

test("a late client learns the modes whose bytes are no longer kept", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const script = [
    "printf '\\033[?1049h\\033[?2004h\\033[?1h\\033=\\033[4 q\\033[?25l\\033[?1000h\\033[?1000l'",
    "i=0; while [ $i -lt 60000 ]; do echo line $i; i=$((i+1)); done; stty -echo; printf 'end\\n'; read word",
  ].join("; ");
  const container = launchByHand(
    dir,
    containerSteps(dir, { args: ["sh", "-c", script], tty: true, keptBytes: 65536 }),
  );
  await container.event("running");
  await until(() => container.log().endsWith("F end\r\n"));
  const late = connectByHand(container.socket, hello.output | hello.input | hello.replay);
  await late.until((frames) => frames.some(({ kind }) => kind === "L"));
  const prefix = late.frames[0]!.payload.toString();
  assert.equal(prefix, "\x1b[?1049h\x1b[?2004h\x1b[?1h\x1b[?25l\x1b[?1000l\x1b=\x1b[4 q");
  assert.match(late.output().slice(prefix.length), /^line \d+\r\n/);
  late.send("I", "go\r");
  await late.ended();
  await container.ended();
});

test("end of input types the terminal's end-of-file character", { skip }, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(dir, containerSteps(dir, { args: ["cat"], tty: true }));
  await container.event("running");
  const client = await runLauncher(["attach", container.socket], "typed\n");
  assert.equal(client.code, 0);
  await container.ended();
});

test("a session has a terminal of the container's, raw on ours, and leaves with its code", {
  skip,
}, async (t) => {
  const dir = temporaryFolder(t);
  const container = launchByHand(dir, containerSteps(dir, { args: ["sleep", "1000"] }));
  await container.event("running");
  const [, pid, ticks] = await container.event("init");
  const plan = join(dir, "session-plan");
  const steps = [
    step("session", Number(pid), Number(ticks), bits.SESSION_TTY! | bits.SESSION_STDIN!, "", ""),
    step("environment", ["PATH=/usr/bin:/bin", "PS1=> "]),
    step("exec", ["sh"]),
  ];
  writeFileSync(plan, planBytes(steps));
  const client = onTerminal(["join", plan]);
  await until(() => client.text().endsWith("> "));
  client.pty.write("tty; stty size; exit 8\r");
  assert.equal(await client.code, 8);
  assert.match(client.text(), /\/dev\/pts\/0\r\n40 90/);

  writeFileSync(
    plan,
    planBytes([
      ...steps.slice(0, -1),
      step("exec", ["sh", "-c", "trap '' HUP; echo on; while :; do sleep 0.02; done"]),
    ]),
  );
  const lost = onTerminal(["join", plan]);
  await until(() => lost.text().includes("on"));
  lost.pty.kill("SIGHUP");
  assert.notEqual(await lost.code, 0);
});
