import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { openSession, type TerminalSession } from "../../../../components/terminal/session.ts";

const size = { columns: 40, rows: 10 };

test("the size is set before the first output, and the exit is told after the last", async () => {
  await using session = openSession({ command: { file: "sh", args: ["-c", "stty size; exit 3"] }, size });
  await until(session, () => session.state.status === "exited");
  assert.deepEqual(session.state, { status: "exited", code: 3, signal: 0 });
  assert.equal(row(session, 0), "10 40");
});

test("nothing of a long output is lost at the exit", async () => {
  await using session = openSession({ command: { file: "sh", args: ["-c", "seq 1 200000"] }, size });
  await until(session, () => session.state.status === "exited");
  const { active } = session.emulator.terminal.buffer;
  assert.equal(row(session, 8), "200000");
  assert.equal(active.getLine(active.baseY + 9)?.translateToString(true), "");
});

test("a program is typed into, answered, resized and told apart by title and bell", async () => {
  const script = [
    "stty -echo; printf '\\033[6n'; IFS= read -rsd R reply; printf '<%s>\\n' $(printf %s \"$reply\" | tail -c +2)",
    "printf '\\033]2;my title\\007\\007'",
    "read -r line; echo got $line",
    "while sleep 0.05; do stty size; done",
  ].join("\n");
  await using session = openSession({ command: { file: "bash", args: ["-c", script] }, size });
  await until(session, () => text(session).includes("<[1;1>"));
  await until(session, () => session.title === "my title" && session.bells === 1);
  session.write("hello\r");
  await until(session, () => text(session).includes("got hello"));
  for (let columns = 41; columns <= 60; columns++) session.resize({ columns, rows: 12 });
  await until(session, () => text(session).includes("12 60"));
  assert.ok(session.emulator.size.columns === 60);
});

test("a program that reads late gets all that was typed meanwhile", async () => {
  const bytes = 300_000;
  const script = `stty raw -echo; echo ready; sleep 0.3; head -c ${bytes} | cksum`;
  await using session = openSession({ command: { file: "bash", args: ["-c", script] }, size });
  await until(session, () => text(session).includes("ready"));
  for (let part = 0; part < 30; part++) session.write("0123456789".repeat(bytes / 300));
  await until(session, () => session.state.status === "exited");
  const expected = execFileSync("cksum", { input: "0123456789".repeat(bytes / 10) })
    .toString()
    .trim();
  assert.ok(text(session).includes(expected), text(session));
});

test("leaving a session ends its program, even one that ignores a hang-up", async () => {
  const session = openSession({
    command: { file: "sh", args: ["-c", "trap '' HUP; echo ready; while :; do sleep 1; done"] },
    size,
  });
  await until(session, () => text(session).includes("ready"));
  await session[Symbol.asyncDispose]();
  assert.throws(() => process.kill(session.pid, 0), { code: "ESRCH" });
});

test("a program that is not there ends with an error, and what is typed then is dropped", async () => {
  await using session = openSession({ command: { file: "/nowhere/program", args: [] }, size });
  await until(session, () => session.state.status === "exited");
  assert.ok(session.state.status === "exited" && session.state.code !== 0);
  session.write("lost");
  session.resize({ columns: 10, rows: 5 });
});

function row(session: TerminalSession, y: number): string {
  const { active } = session.emulator.terminal.buffer;
  return active.getLine(active.baseY + y)?.translateToString(true) ?? "";
}

function text(session: TerminalSession): string {
  return Array.from({ length: session.emulator.size.rows }, (_, y) => row(session, y)).join("\n");
}

function until(session: TerminalSession, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = session.onChange(check);
    check();
  });
}
