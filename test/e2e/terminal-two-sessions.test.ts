import assert from "node:assert/strict";
import { test } from "node:test";
import type { Screen } from "../support/screen.ts";
import { useTui } from "../support/tui.ts";

const ROWS = 400;

test("two sessions and a zoom", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "-dit", "--name", "box", "--env", "PS1=main% ", "starter", "bash", "--norc");
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor(/box +.*up/);

  // A terminal on the main process, and a shell beside it.
  tui.press("a");
  await tui.waitFor("│main%");
  tui.press("ctrl-]", "d");
  await tui.waitFor("? help");
  tui.press("1", "e");
  await tui.waitFor(/─ main [^─]* bash ─╮/);
  await tui.waitFor("ctrl-] then esc leaves");
  tui.type("PS1='shell% '; clear\r");
  await tui.waitFor(/│shell% +│\n/);

  // Both write while one looks from one to the other, two keys each time.
  write(tui, "b");
  await tui.waitFor(/│b-1\./);
  tui.press("ctrl-]", "n");
  await tui.waitFor("│main%");
  write(tui, "a");
  await tui.waitFor(/│a-1\./);
  for (let turn = 0; turn < 5; turn++) {
    tui.press("ctrl-]", "n");
    await tui.waitFor(/│b-\d+\./);
    await tui.waitForGone(/a-\d+\./);
    tui.press("ctrl-]", "n");
    await tui.waitFor(/│a-\d+\./);
    await tui.waitForGone(/b-\d+\./);
  }

  // The whole terminal for the shell, while both go on.
  tui.press("ctrl-]", "n");
  await tui.waitFor(/│b-\d+\./);
  tui.press("ctrl-]", "z");
  await tui.waitForGone("Containers");
  await tui.waitFor(/^b-\d+\./m);
  await tui.waitForGone(/a-\d+\./);
  tui.type("typed ahead\n");
  await tui.waitFor("shell-got <typed ahead>");
  await tui.waitFor(/^shell% $|^shell%$/m);
  tui.type("stty size; cat -v\r");
  await tui.waitFor("30 100");
  // In one burst: to the program, back to the pane, to the program again, to the other session.
  tui.type("zoomed-1 \x1dzpane-1\r\x1dnmain-1\r");
  await tui.waitFor("main-got <main-1>");
  tui.press("ctrl-]", "n");
  await tui.waitFor(/│zoomed-1 pane-1 +│\n.*│zoomed-1 pane-1 +│/);
  tui.press("ctrl-c");
  await tui.waitFor(/\^C/);
  tui.type("stty size\r");
  await tui.waitFor("26 65");

  // Both are whole.
  await count(tui, "b-", ROWS);
  await count(tui, "zoomed-1 pane-1", 2);
  tui.press("ctrl-]", "n");
  await tui.waitFor("main-got <main-1>");
  await count(tui, "a-", ROWS);
  await count(tui, "main-1", 2);
  tui.type("stty size\r");
  await tui.waitFor("26 65");
  tui.press("ctrl-]", "d", "q");
  assert.deepEqual(await tui.exit(), { code: 0, signal: 0 });
  assert.match(await cli.ok("ps"), /box/);
});

/** Rows that come one by one, and then what was typed meanwhile; the words stand nowhere else on the screen. */
function write(tui: Screen, name: string): void {
  const who = name === "a" ? "main" : "shell";
  tui.type(
    `n=${name}; w=${who}; clear; for ((i = 1; i <= ${ROWS}; i++)); do echo $n-$i.; sleep 0.01; done; read -r l; echo "$w-got <$l>"\r`,
  );
}

/** Looks back and searches: what scrolled away counts too. */
async function count(tui: Screen, query: string, times: number): Promise<void> {
  tui.press("ctrl-]", "[");
  await tui.waitFor(/\d+ of \d+ back/);
  tui.type(`/${query}`);
  await tui.waitFor(`${query}: ${times} of ${times}`);
  tui.press("enter", "q");
  await tui.waitFor("ctrl-] then esc leaves");
}
