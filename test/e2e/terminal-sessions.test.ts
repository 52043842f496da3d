import assert from "node:assert/strict";
import { test } from "node:test";
import { useTui } from "../support/tui.ts";

test("terminals of several containers are listed, reached with two keys, and closed", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  for (const name of ["first", "second"]) {
    await cli.ok(
      "run",
      "-dit",
      "--name",
      name,
      "starter",
      "bash",
      "--norc",
      "-c",
      `PS1='${name}$ ' bash --norc`,
    );
  }
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor("Containers 2");
  tui.press("t");
  await tui.waitFor("no terminal is open");
  for (const name of ["first", "second"]) {
    tui.press("1").press("/").press("ctrl-u").type(`${name}\r`);
    await tui.waitFor(new RegExp(`Containers 1/2 /${name}`));
    tui.press("a");
    await tui.waitFor("ctrl-] then esc leaves");
    tui.type(`clear; echo here-is-${name}\r`);
    await tui.waitFor(new RegExp(`│here-is-${name}`));
    tui.press("ctrl-]", "d");
    await tui.waitFor("? help");
  }
  // Also from another panel, and though the filter hides the container.
  tui.press("2", "T");
  await tui.waitFor(/╭─ Terminals ─/);
  await tui.waitFor(/first +main +\d+s +open/);
  await tui.waitFor(/second +main +\d+s +open/);
  const firstRow = /[▌>❯▶] *(first|second) +main/.exec(tui.text())?.[1];
  const secondRow = firstRow === "first" ? "second" : "first";
  tui.press("j", "enter");
  await tui.waitFor(new RegExp(`│here-is-${secondRow}`));
  await tui.waitFor("ctrl-] then esc leaves");
  tui.press("ctrl-]", "n");
  await tui.waitFor(new RegExp(`│here-is-${firstRow}`));
  tui.type("echo typed-$((40+2))\r");
  await tui.waitFor("typed-42");
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");

  tui.press("t", "x");
  await tui.waitForGone(new RegExp(`${firstRow} +main`));
  tui.press("x");
  await tui.waitFor("no terminal is open");
  tui.press("esc");
  await tui.waitForGone(/╭─ Terminals ─/);
  assert.equal((await cli.ok("ps", "-q")).split("\n").length, 2, "the containers go on");
});
