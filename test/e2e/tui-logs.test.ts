import assert from "node:assert/strict";
import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { logRecord } from "../support/log-file.ts";
import { useTui } from "../support/tui.ts";

/** WHERRY_BIG_LOG_MB=500 tries what a person may meet; the usual run is shorter. */
const BIG_LOG_MB = Number(process.env.WHERRY_BIG_LOG_MB ?? 24);

test("a log is searched, filtered, wrapped, copied and saved, and the place in it is kept", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  const script =
    'i=0; while [ $i -lt 900 ]; do i=$((i+1)); echo "line-$i"; done; sleep 0.2; echo trouble >&2; sleep 0.2; echo last';
  await cli.ok("run", "--name", "talker", "starter", "sh", "-c", script);
  const tui = open({ columns: 80, rows: 24 });
  await tui.waitFor("talker");
  tui.press("l");
  await tui.waitFor(/! trouble/);
  await tui.waitFor(/following · 902 lines/);

  tui.press("/").type("LINE-77").press("enter");
  await tui.waitFor("not found");
  tui.press("/").press("ctrl-u").type("line-77").press("enter");
  await tui.waitFor("11 found");
  await tui.waitFor(/▌ line-779/);
  tui.press("n");
  await tui.waitFor(/\(from the other end\)/);
  await tui.waitFor(/▌ line-77 /);
  tui.press("N");
  await tui.waitFor(/▌ line-779/);
  tui.press("y");
  await tui.waitFor("copied 1 line");
  assert.ok(tui.raw.includes(`\x1b]52;c;${Buffer.from("line-779").toString("base64")}\x07`));

  tui.press("esc");
  await tui.waitForGone("11 found");
  tui.press("&").type("!/[1-9]$/").press("enter");
  await tui.waitFor("last");
  await tui.waitForGone("line-899");
  tui.press("S").press("ctrl-u").type("saved.log").press("enter");
  await tui.waitFor(/saved to .*saved\.log/);
  const saved = readFileSync(join(cli.dir, "saved.log"), "utf8").split("\n");
  assert.deepEqual(
    [saved[0], saved[89], saved[90], saved[91], saved[92]],
    ["line-10", "line-900", "trouble", "last", ""],
  );
  tui.press("S").press("ctrl-u").type("saved.log").press("enter");
  await tui.waitFor("already there");
  tui.press("esc");
  await tui.waitForGone("lines with");
  tui.press("esc");
  await tui.waitForGone("already there");
  await tui.waitFor(/line-78\d/);

  tui.press("o", "o");
  await tui.waitFor("stderr only");
  await tui.waitForGone("line-900");
  tui.press("o", "g");
  await tui.waitFor("line-1 ");
  await tui.waitFor(/line 20 of 902/);
  tui.press("]");
  await tui.waitForGone("line-1 ");
  tui.press("[");
  await tui.waitFor(/line 20 of 902/);
});

test("the logs of marked containers are one, each line with its name, in the order of time", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  for (const name of ["alpha", "beta", "gamma"]) {
    await cli.ok("run", "--name", name, "starter", "sh", "-c", `echo from-${name}; echo again-${name}`);
  }
  const tui = open();
  await tui.waitFor("gamma");
  tui.press("g", "space", "space", "l");
  await tui.waitFor("from-");
  tui.press("m");
  await tui.waitFor("2 logs");
  await tui.waitFor(
    /beta +from-beta\s.*\n.*beta +again-beta\s.*\n.*gamma +from-gamma\s.*\n.*gamma +again-gamma/,
  );
  assert.doesNotMatch(tui.text(), /from-alpha/);
});

test(`a log of ${BIG_LOG_MB} MB opens at its end, is searched to its start, and stays out of memory`, async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("create", "--name", "big", "starter");
  const [{ Id }] = JSON.parse(await cli.ok("inspect", "big"));
  const log = join(cli.root.dataDir, "containers", Id, "log");
  const file = openSync(log, "w");
  const block = Array.from({ length: 1000 }, (_, n) => logRecord(`${n} ${"words ".repeat(32)}`)).join("");
  writeSync(file, logRecord("the first needle"));
  for (let bytes = 0; bytes < BIG_LOG_MB * 1e6; bytes += block.length) writeSync(file, block);
  writeSync(file, logRecord("the very end"));
  closeSync(file);

  const tui = open();
  await tui.waitFor("big");
  const before = memoryOf(tui.pid);
  tui.press("l");
  await tui.waitFor("the very end", { timeoutMs: 5000 });
  tui.press("/").type("needle").press("enter");
  await tui.waitFor(/▌ the first needle/, { timeoutMs: 120_000 });
  await tui.waitFor("1 found", { timeoutMs: 120_000 });
  tui.press("f");
  await tui.waitFor("the very end");
  await tui.waitFor(/following · \d+ lines/, { timeoutMs: 60_000 });
  const grown = memoryOf(tui.pid) - before;
  assert.ok(grown < 150e6, `${grown} bytes more than before it was opened`);
  t.diagnostic(`${Math.round(grown / 1e6)} MB more for a log of ${BIG_LOG_MB} MB`);
});

/** Of the process on the pty, which bin/wherry has become. */
function memoryOf(pid: number): number {
  const path = `/proc/${pid}/status`;
  assert.ok(existsSync(path));
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(path, "utf8"))?.[1]) * 1024;
}
