import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { openPty, type Pty } from "../../../../components/terminal/pty.ts";

test("output that is held back when the program ends is not lost", async () => {
  const bytes = 14_000;
  let read = 0;
  let paused = false;
  const held = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<number>();
  const pty: Pty = openPty({
    command: { file: "sh", args: ["-c", `head -c ${bytes} /dev/zero | tr '\\0' x`] },
    size: { columns: 80, rows: 24 },
    env: process.env,
    cwd: "/",
    onData(data) {
      read += data.length;
      if (read !== data.length) return;
      paused = true;
      pty.pause();
      held.resolve();
    },
    onExit: (code) => exited.resolve(code),
    isBehind: () => paused,
  });
  await held.promise;
  while (isAlive(pty.pid)) await delay(10);
  // Longer than node-pty waits by itself before it closes a pty whose program has ended.
  await delay(500);
  paused = false;
  pty.resume();
  assert.equal(await exited.promise, 0);
  assert.equal(read, bytes);
});

test("what is typed is with the program before anything else happens here", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "wherry-pty-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, "typed");
  const exited = Promise.withResolvers<number>();
  const pty = openPty({
    command: {
      file: "sh",
      args: ["-c", 'IFS= read -r line; printf %s "$line" > "$0".part; mv "$0".part "$0"', file],
    },
    size: { columns: 80, rows: 24 },
    env: process.env,
    cwd: "/",
    onData() {},
    onExit: (code) => exited.resolve(code),
    isBehind: () => false,
  });
  for (const key of "X=kept\r") pty.write(Buffer.from(key));
  // The event loop stands still, as it does for ever when we are killed.
  const deadline = Date.now() + 10_000;
  while (!existsSync(file) && Date.now() < deadline)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  assert.equal(readFileSync(file, "utf8"), "X=kept");
  assert.equal(await exited.promise, 0);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
