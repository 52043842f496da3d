import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cli } from "../support/cli.ts";
import type { Screen } from "../support/screen.ts";
import { useTui } from "../support/tui.ts";

test("zoom lends the whole terminal, says how to come back, follows its size, and comes back as it was", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openShell(cli, open);
  tui.type(WATCH_SIZE);
  await tui.waitFor(/│36 78 /);
  tui.press("ctrl-]", "z");
  await tui.waitFor("ctrl-] then z comes back");
  await tui.waitForGone("Containers");
  await tui.waitFor((seen) => seen.row(0) === "40 120");
  tui.resize(90, 30);
  await tui.waitFor((seen) => seen.row(0) === "30 90");
  tui.press("ctrl-]");
  await tui.waitFor(/esc leave {2}z zoom/);
  tui.press("]");
  await tui.waitForGone("esc leave");
  tui.resize(120, 40);
  await tui.waitFor((seen) => seen.row(0) === "40 120");
  assert.equal(tui.text().trim(), "40 120");

  tui.press("ctrl-]", "z");
  await tui.waitFor("[1] Containers");
  await tui.waitFor(/│36 78 /);
  await tui.waitFor("ctrl-] then esc leaves");
  tui.press("ctrl-c").type("clear\r");
  await tui.waitFor(/│bash\S+# +│$/m);
  assert.match(tui.text(), /^ wherry .*\n╭─\[1\] Containers 1 ─.*╮╭─Terminal·Logs·/);
});

test("a second + on a terminal zooms it; leaving from there goes back to the panels", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openShell(cli, open);
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  tui.press("shift-tab", "+", "+");
  await tui.waitForGone("Containers");
  tui.type(`printf '\\033[?1003h\\033[?1006h\\033[?2004h\\033[5 q\\033[?25l'; ${WATCH_SIZE}`);
  await tui.waitFor((seen) => seen.row(0) === "40 120");
  await tui.waitFor(({ modes }) => modes.mouse === "any");
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  assert.equal(tui.modes.mouse, "none", "the panels take no mouse");
  assert.ok(tui.modes.alternate);
  tui.press("?");
  await tui.waitFor(/╭─ Keys/);
  tui.press("q");
  await tui.waitForGone(/╭─ Keys/);
  tui.press("q");
  assert.deepEqual(await tui.exit(), { code: 0, signal: 0 });
  assert.deepEqual(tui.modes, { mouse: "none", bracketedPaste: false, alternate: false });
  assert.ok(tui.cursor.visible);
});

test("a program that ends while it has the whole terminal gives it back, and its end is told", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openShell(cli, open);
  tui.press("ctrl-]", "z");
  await tui.waitForGone("Containers");
  tui.type("exit 7\r");
  await tui.waitFor(/shell +.*exited \(7\)/);
  await tui.waitFor(/─ exited \(7\) · enter goes back/);
});

test("a signal in the middle of a zoom gives the terminal back", async (t) => {
  const { cli, open } = useTui(t);
  const tui = await openShell(cli, open);
  tui.press("ctrl-]", "z");
  await tui.waitForGone("Containers");
  tui.type("printf '\\033[?1000h'; clear; echo here\r");
  await tui.waitFor(({ modes }) => modes.mouse !== "none");
  tui.kill("SIGTERM");
  assert.deepEqual(await tui.exit(), { code: 143, signal: 0 });
  assert.deepEqual(tui.modes, { mouse: "none", bracketedPaste: false, alternate: false });
  assert.match(await cli.ok("ps"), /shell/);
});

const WATCH_SIZE = "while sleep 0.1; do clear; stty size; done\r";

/** A container with a shell, and the TUI with its terminal holding the keys. */
async function openShell(cli: Cli, open: () => Screen): Promise<Screen> {
  await cli.ok("starter");
  await cli.ok("run", "-dit", "--name", "shell", "starter", "bash", "--norc");
  const tui = open();
  await tui.waitFor(/shell +.*up/);
  tui.press("a");
  await tui.waitFor("ctrl-] then esc leaves");
  await tui.waitFor(/[#$] /);
  return tui;
}
