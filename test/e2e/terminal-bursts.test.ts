import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Cli } from "../support/cli.ts";
import type { Screen } from "../support/screen.ts";
import { useTui } from "../support/tui.ts";
import { until } from "../support/until.ts";

const PREFIX = "\x1d";
/** Keeps each byte that is typed to it, in a file of its own terminal's name. */
const SINK = 'stty raw -echo; printf "sink\\r\\n"; exec cat >/tmp/got-$(basename $(tty))';

test("typed bursts reach the program whole through zoom, leaving and attaching, split at every byte", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openSink(cli, open);
  // Into the zoom, out of it, back to the side panel, and attached again.
  const parts = [
    "one",
    `${PREFIX}z`,
    "한둘",
    `${PREFIX}z`,
    "\x1b[A\x10\x11\x10x",
    `${PREFIX}d`,
    "a",
    "three\x1b[200~p\x1b[201~\r",
  ];
  const typed = "one한둘\x1b[A\x10\x11\x10xthreep\r";
  const burst = Buffer.from(parts.join(""));
  let expected = "";
  for (let split = 0; split <= burst.length; split++) {
    tui.type(burst.subarray(0, split));
    await turn();
    tui.type(burst.subarray(split));
    expected += typed;
    await received(cli, "0", expected, `split at ${split}`);
  }
  for (const byte of burst) {
    tui.type(Uint8Array.of(byte));
    await turn();
  }
  await received(cli, "0", expected + typed);
});

test("a burst over two sessions gives each its own keys, split at every byte", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openSink(cli, open);
  tui.press("ctrl-]", "d").press("e");
  await tui.waitFor(/[#$] /);
  tui.type(`exec bash -c '${SINK}'\r`);
  await tui.waitFor(/sink\s/);
  const burst = Buffer.from(`b${PREFIX}na${PREFIX}z한${PREFIX}z\x1b[B${PREFIX}nb`);
  let rounds = 0;
  for (let split = 0; split <= burst.length; split++) {
    tui.type(burst.subarray(0, split));
    await turn();
    tui.type(burst.subarray(split));
    rounds += 1;
    await received(cli, "0", "a한\x1b[B".repeat(rounds));
    await received(cli, "1", "bb".repeat(rounds), `split at ${split}`);
  }
});

test("a key right behind the prefix and esc counts in the panels", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openSink(cli, open);
  tui.type(`one${PREFIX}\x1batwo`);
  await received(cli, "0", "onetwo");
});

test("what was typed last reaches the program, also when the TUI is left in the same burst", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openSink(cli, open);
  const long = "0123456789".repeat(300);
  tui.type(`${long}${PREFIX}dq`);
  assert.deepEqual(await tui.exit(), { code: 0, signal: 0 });
  await received(cli, "0", long);
});

/** A container that keeps what is typed, and the TUI with its terminal holding the keys. */
async function openSink(cli: Cli, open: () => Screen): Promise<Screen> {
  await cli.ok("starter");
  await cli.ok("run", "-dit", "--name", "sink", "starter", "bash", "-c", SINK);
  const tui = open();
  await tui.waitFor(/sink +.*up/);
  tui.press("a");
  await tui.waitFor("ctrl-] then esc leaves");
  return tui;
}

async function received(cli: Cli, tty: string, expected: string, when = "at the end"): Promise<void> {
  let got = "";
  await until(`${JSON.stringify(expected)} in session ${tty}`, async () => {
    const { stdout } = await cli.run(["exec", "sink", "cat", `/tmp/got-${tty}`]);
    got = stdout;
    return got.length >= expected.length || undefined;
  }).catch(() => undefined);
  if (got === expected) return;
  const same = [...expected].findIndex((character, at) => character !== [...got][at]);
  const part = (text: string): string =>
    JSON.stringify([...text].slice(Math.max(0, same - 10), same + 40).join(""));
  assert.fail(`${when}: from ${same} on it got ${part(got)} instead of ${part(expected)}`);
}
