import assert from "node:assert/strict";
import { test } from "node:test";
import { useTui } from "../support/tui.ts";

test("the palette runs a command of the command line over the screen, and shows how it ended", async (t) => {
  const screen = useTui(t).open({ columns: 100, rows: 24 });
  await screen.waitFor("Nothing here yet");
  screen.press(":");
  await screen.waitFor("─ Commands ─");
  screen.type("version\r");
  await screen.waitFor("─ wherry version ─");
  await screen.waitFor("✓ ended (0)");
  await screen.waitFor(/Version: +\d|version \d/i);
  screen.press("esc");
  await screen.waitForGone("wherry version");

  // One that fails says so, with its exit code and what it wrote.
  screen.press(":").type("inspect nothing-of-this-name\r");
  await screen.waitFor("✗ ended (1)");
  await screen.waitFor(/nothing-of-this-name/);
  screen.press("q");
  await screen.waitForGone("ended (1)");

  // Long output is scrolled and searched.
  screen.press(":").type("run --help\r");
  await screen.waitFor("✓ ended (0)");
  await screen.waitForGone("Usage:  wherry run");
  screen.press("g");
  await screen.waitFor("Usage:  wherry run");
  screen.press("esc");
  await screen.waitForGone("─ wherry run --help ─");

  // What ran before comes back with up.
  screen.press(":", "up", "up", "up");
  await screen.waitFor(/: version/);
  screen.press("esc");
  await screen.waitForGone("─ Commands ─");
  screen.press("q");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
});

test("a command that goes on has all keys, and ends when it is left", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter", "sh", "sleep");
  await cli.ok("run", "-d", "--name", "box", "starter", "sleep", "1000");
  const screen = open({ columns: 80, rows: 24 });
  await screen.waitFor("box");
  screen.press(":").type("exec -it box sh\r");
  await screen.waitFor("ctrl-] then esc leaves");
  await screen.waitFor(/[#$] /);
  screen.type("echo six$((2*3)); exit 7\r");
  await screen.waitFor("six6");
  await screen.waitFor("✗ ended (7)");
  screen.press("esc");
  await screen.waitForGone("ended (7)");
  screen.press(":").type("wait box\r");
  await screen.waitFor("ctrl-] then esc leaves");
  screen.press("ctrl-]", "esc");
  await screen.waitForGone("wherry wait box");
  assert.match(await cli.ok("ps"), /box/);
  screen.press("q");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
});
