import assert from "node:assert/strict";
import { test } from "node:test";
import { COLUMNS, openPane, ROWS, visible } from "../support/pane.ts";
import { openScreen } from "../support/screen.ts";
import { useTui } from "../support/tui.ts";

const INSIDE = { x: 1, y: 1, columns: COLUMNS, rows: ROWS };

/** Programs whose last output and whose end come together. */
const ENDS: [how: string, script: string][] = [
  ["with a few lines more", "sleep 0.2; seq 200; printf last; exit 3"],
  ["with many lines more", "sleep 0.2; seq 20000; printf last; exit 3"],
  ["on a cleared screen", "seq 40; sleep 0.2; printf '\\033[H\\033[2Jclean'; exit 3"],
  ["with the caret elsewhere", "seq 40; sleep 0.2; printf '\\033[3;4H'; exit 3"],
  [
    "back on the main screen",
    "printf 'main\\n\\033[?1049h'; seq 30; sleep 0.2; printf '\\033[?1049lafter'; exit 3",
  ],
  ["on the alternate screen", "seq 30; sleep 0.2; printf '\\033[?1049h\\033[Hfull screen'; exit 3"],
  ["within a batch that it never closes", "sleep 0.2; printf '\\033[?2026h'; seq 30; printf last; exit 3"],
];

for (const [how, script] of ENDS) {
  test(`a program that ends ${how} leaves its last frame`, async () => {
    const program = { file: "bash", args: ["-c", script] };
    await using bare = openScreen({ ...program, columns: COLUMNS, rows: ROWS });
    await using pane = openPane(program);
    await bare.exit();
    await pane.waitFor("exited (3)");
    const same = (): boolean => JSON.stringify(visible(pane, INSIDE)) === JSON.stringify(visible(bare));
    await pane.waitFor(same).catch(() => undefined);
    assert.deepEqual(visible(pane, INSIDE), visible(bare));
    // Nobody waits at its caret.
    await pane.waitFor(({ cursor }) => !cursor.visible);
  });
}

test("what an ended program wrote follows its pane", async () => {
  await using pane = openPane({ file: "bash", args: ["-c", "seq 50; exit 3"] }, { columns: 0, rows: 0 });
  await pane.waitFor("exited (3)");
  await pane.waitFor(/│50 +│\n│ +│\n╰/);
  pane.resize(40, 10);
  await pane.waitFor(/│44 +│\n(│.*\n){5}│50 +│\n│ +│\n╰/);
  pane.resize(50, 20);
  await pane.waitFor(/│34 +│\n(│.*\n){15}│50 +│\n│ +│\n╰/);
});

test("a program that ends while it has the whole terminal leaves its last rows in the pane", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "-dit", "--name", "box", "starter", "bash", "--norc");
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor(/box +.*up/);
  tui.press("a");
  await tui.waitFor("ctrl-] then esc leaves");
  await tui.waitFor(/[#$] /);
  tui.press("ctrl-]", "z");
  await tui.waitForGone("Containers");
  tui.type("clear; seq 90 -1 1; printf '%s' last; exit 7\r");
  await tui.waitFor(/─ exited \(7\) · enter goes back/);
  await tui.waitFor(/│2 +│\n.*│1 +│\n.*│lastexit +│\n.*│ +│\n.*╰/);
});
