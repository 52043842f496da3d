import assert from "node:assert/strict";
import { test } from "node:test";
import type { Screen } from "../support/screen.ts";
import { type Tui, useTui } from "../support/tui.ts";

test("a shell that ended with a code stays with what it wrote until enter or esc; one that ended well goes", async (t) => {
  const tui = await openContainer(useTui(t));
  for (const key of ["enter", "esc"]) {
    await openShell(tui);
    tui.type("clear; echo last words; false\r");
    await tui.waitFor(/│last words/);
    tui.type("exit\r");
    await tui.waitFor("exited (1) · enter closes");
    assert.match(tui.text(), /│last words/);
    // What was typed ahead does not act on the panels.
    tui.type("dq:");
    tui.press(key);
    await tui.waitFor("? help");
    await tui.waitForGone("exited (1)");
    assert.match(tui.text(), /attach to its terminal/);
    assert.doesNotMatch(tui.text(), /╭─ Remove/);
  }
  await openShell(tui);
  tui.type("exit\r");
  await tui.waitFor("attach to its terminal");
  await tui.waitFor("? help");
});

test("an ended shell can be looked back at, is closed with enter from the panel, and makes room for the next", async (t) => {
  const tui = await openContainer(useTui(t));
  await openShell(tui);
  tui.type("clear; seq 100; exit 5\r");
  await tui.waitFor("exited (5) · enter closes");
  tui.press("ctrl-]", "[");
  await tui.waitFor(/0 of \d+ back/);
  tui.press("g");
  await tui.waitFor(/│2 /);
  tui.press("q");
  await tui.waitFor("exited (5)");
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  assert.match(tui.text(), /exited \(5\)/, "leaving does not close it");

  await openShell(tui);
  assert.doesNotMatch(tui.text(), /bash · bash/, "the one that is over made room");
  tui.type("exit 6\r");
  await tui.waitFor("exited (6)");
  tui.press("ctrl-]", "d", "shift-tab");
  await tui.waitFor("exited (6) · enter closes");
  tui.press("enter");
  await tui.waitFor("attach to its terminal");
});

test("a shell tells that its container's end has killed it", async (t) => {
  const world = useTui(t);
  const tui = await openContainer(world);
  await openShell(tui);
  await world.cli.ok("kill", "box");
  await tui.waitFor("exited (137) with its container · enter closes");
  tui.press("enter");
  await tui.waitFor("start it again");
});

/** A container without a terminal of its own, and the TUI on it. */
async function openContainer({ cli, open }: Tui): Promise<Screen> {
  await cli.ok("starter");
  await cli.ok("run", "-d", "--name", "box", "starter", "sleep", "infinity");
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor(/box +.*up/);
  return tui;
}

async function openShell(tui: Screen): Promise<void> {
  tui.press("e");
  await tui.waitFor("ctrl-] then esc leaves");
  await tui.waitFor(/[#$] /);
}
