import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cli } from "../support/cli.ts";
import type { Screen } from "../support/screen.ts";
import { useTui } from "../support/tui.ts";
import { until } from "../support/until.ts";

/** Tells its run and its size; ends at once when told to. */
const PROGRAM = [
  "trap 'exit 0' TERM",
  "n=$(($(cat /n 2>/dev/null || echo 0) + 1)); echo $n >/n; echo run-$n; stty size",
  "[ -e /brief ] && { seq 200; echo brief-$n; exit $n; }",
  "while read -r line; do [ $line = end ] && exit 4; echo got-$n-$line; done",
].join("; ");

test("a pane is on the next run by itself, with its first output and its size; who has the keys keeps them", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openPane(cli, open);
  tui.type("end\r");
  await tui.waitFor("exited (4) · enter goes back");

  // Started by somebody else: the keys stay with the pane.
  await cli.ok("start", "box");
  await tui.waitFor(/│run-2/);
  await tui.waitFor("ctrl-] then esc leaves");
  tui.type("hello\r");
  await tui.waitFor("got-2-hello");
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");

  // And with the list, while that has them.
  tui.press("K");
  await tui.waitFor("Send a signal to box");
  tui.press("enter");
  await tui.waitFor("exited (137)");
  tui.press("s");
  await tui.waitFor(/│run-3 +│\n.*│26 65/);
  await tui.waitFor("s stop/start");
  assert.doesNotMatch(tui.text(), /esc leaves/, "the list has the keys still");
  tui.press("r");
  await tui.waitFor(/│run-4 +│\n.*│26 65/, { timeoutMs: 30_000 });
  tui.press("a");
  await tui.waitFor("ctrl-] then esc leaves");
  tui.type("world\r");
  await tui.waitFor("got-4-world");

  // A restart from elsewhere, while one types.
  const restarted = cli.ok("restart", "-t", "0", "box");
  await tui.waitFor(/│run-5/);
  await restarted;
  await tui.waitFor("ctrl-] then esc leaves");
  tui.type("again\r");
  await tui.waitFor("got-5-again");
  assert.doesNotMatch(tui.text(), /got-4/);
});

test("what a program wrote that ends at once stands in the pane, ten starts in a row", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openPane(cli, open);
  await cli.ok("exec", "box", "touch", "/brief");
  tui.type("end\r");
  await tui.waitFor("exited (4)");
  tui.press("enter");
  await tui.waitFor(/box +exited \(4\)/);
  for (let run = 2; run <= 11; run++) {
    tui.press("s");
    await tui.waitFor(`exited (${run})`);
    await tui.waitFor(new RegExp(`│200 +│\n.*│brief-${run} `));
    // The pane hears of the end before the list does, where s would stop it still.
    await tui.waitFor(new RegExp(`box +exited \\(${run}\\)`));
  }
});

test("a pane that nobody looks at is on the next run too", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openPane(cli, open);
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  tui.press("l");
  await tui.waitFor(/╭─Terminal·Logs/);
  await cli.ok("restart", "-t", "0", "box");
  // The pane's client brings its size.
  const size = (): Promise<string> => cli.ok("exec", "box", "stty", "-F", "/dev/pts/0", "size");
  await until("the client of the next run", async () =>
    (await size()).trim() === "26 65" ? true : undefined,
  );
  tui.press("[");
  await tui.waitFor(/│run-2/);
});

test("what another run left is not taken for the last one's", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openPane(cli, open);
  await cli.ok("exec", "box", "touch", "/brief");
  tui.type("end\r");
  await tui.waitFor("exited (4)");
  await cli.ok("start", "box");
  // Either it was there in time, or the pane tells how the last run ended.
  await tui.waitFor(/brief-2|exited \(2\)/);
  await tui.waitForGone("run-1");
});

/** A container that runs PROGRAM, and the TUI with the keys in its pane. */
async function openPane(
  cli: Cli,
  open: (size: { columns: number; rows: number }) => Screen,
): Promise<Screen> {
  await cli.ok("starter");
  await cli.ok("run", "-dit", "--name", "box", "starter", "bash", "-c", PROGRAM);
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor(/box +.*up/);
  tui.press("a");
  await tui.waitFor("ctrl-] then esc leaves");
  await tui.waitFor(/│run-1/);
  return tui;
}
