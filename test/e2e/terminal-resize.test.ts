import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { needs, openPane, type Program, SHELL, temporaryFile, visible } from "../support/pane.ts";
import { openScreen, type Screen } from "../support/screen.ts";

/** The program's screen in the end. */
const LAST = { columns: 75, rows: 19 };
const INSIDE = { x: 1, y: 1, ...LAST };

const TEXT = Array.from(
  { length: 300 },
  (_, line) => `line ${line} 한글 👍 ${"word ".repeat(line % 30)}`,
).join("\n");

test("after a storm of sizes vim stands as on a bare terminal", needs("vim"), async () => {
  using file = temporaryFile(TEXT);
  const args = [
    "-u",
    "NONE",
    "-i",
    "NONE",
    "-n",
    "-N",
    "--cmd",
    "set ruler nu hlsearch",
    "+syntax on",
    file.path,
  ];
  await sameAfterStorm({ file: "vim", args }, "line 1", async (screen) => {
    // Its last row stands where that of the last size is.
    await screen.waitFor(lastRow(/1,1 +Top/));
    screen.type(":split\r/line 9\rgg");
    await screen.waitFor(/1,1.*\n.*line 0/);
  });
});

test("after a storm of sizes less stands as on a bare terminal", needs("less"), async () => {
  using file = temporaryFile(TEXT);
  await sameAfterStorm({ file: "less", args: [file.path], env: { LESS: "" } }, "line 1", async (screen) => {
    // It may have taken note of a size just before it waits for a key.
    screen.type("g");
    await screen.waitFor(lastRow(/^│?:|text/));
    screen.type("/line 7\rg");
    await screen.waitFor("line 0");
  });
});

test("after a storm of sizes nano stands as on a bare terminal", needs("nano"), async () => {
  using file = temporaryFile(TEXT);
  await sameAfterStorm({ file: "nano", args: ["-I", "-v", file.path] }, "line 1", async (screen) => {
    await screen.waitFor(lastRow(/\^X Exit/));
    screen.press("ctrl-c");
    await screen.waitFor("line   1/301");
  });
});

test("after a storm of sizes tmux stands as on a bare terminal", needs("tmux"), async (t) => {
  using config = temporaryFile(
    "set -g default-command \"env PS1='% ' bash --norc --noprofile\"\nset -g status-right ''\nset -g status-left 'storm '\nset -g automatic-rename off\n",
  );
  const server = `wherry-storm-${process.pid}`;
  t.after(() => spawnSync("tmux", ["-L", server, "kill-server"]));
  const args = ["-L", server, "-f", config.path, "new-session", "-n", "one"];
  await sameAfterStorm({ file: "tmux", args: [...args], env: { TMUX: "" } }, "% ", async (screen) => {
    await screen.waitFor(lastRow(/0:one/));
    screen.type("while sleep 0.1; do clear; stty size; done\r");
    await screen.waitFor("18 75");
    screen.press("ctrl-c").type("clear; echo done\r");
    await screen.waitFor(/^│?done/m);
  });
});

test("a storm of sizes while yes writes leaves rows of the last width only", async () => {
  await using bare = openScreen({ ...SHELL, ...LAST });
  await using pane = openPane(SHELL, { columns: 0, rows: 0 });
  const flood = `yes "$(printf '\\033[32m한글\\033[0m %.0s' {1..40})"\r`;
  for (const screen of [bare, pane]) {
    await screen.waitFor("$ ");
    screen.type(flood);
    await screen.waitFor(/(한글 ){5}/);
  }
  await storm(pane);
  for (const screen of [bare, pane]) {
    // What is typed behind ctrl-c waits for the shell.
    const sized = "until [ \"$(stty size)\" = '19 75' ]; do sleep 0.1; done";
    screen.press("ctrl-c").type(`\r${sized}; printf '\\033[0m'; clear; yes 한글 | head -99; stty size\r`);
    await screen.waitFor("19 75");
  }
  await same(pane, bare);
});

test(
  "a storm of sizes while top draws ends with its titles where a bare terminal has them",
  needs("top"),
  async () => {
    const program = { file: "top", args: ["-d", "0.1"], env: { HOME: "/nonexistent" } };
    await using bare = openScreen({ ...program, ...LAST });
    await using pane = openPane(program, { columns: 0, rows: 0 });
    for (const screen of [bare, pane]) await screen.waitFor(/PID USER/);
    await storm(pane);
    // Its figures are the machine's own.
    const titles = (screen: Screen, area?: typeof INSIDE) => {
      const row = visible(screen, area).findIndex((text) => /PID USER/.test(text));
      return [row, screen.cells(area)[row]];
    };
    const alike = (): boolean => JSON.stringify(titles(pane, INSIDE)) === JSON.stringify(titles(bare));
    await pane.waitFor(alike).catch(() => undefined);
    assert.deepEqual(titles(pane, INSIDE), titles(bare));
  },
);

test("the program hears of the last size, and its frame stands without residue", async () => {
  const script = "while :; do printf '\\033[H\\033[J'; stty size; sleep 0.05; done";
  await using screen = openPane({ file: "bash", args: ["-c", script] }, { columns: 0, rows: 0 });
  await screen.waitFor("16 60");
  await storm(screen);
  for (const [columns, rows] of [
    [77, 21],
    [100, 30],
    [40, 30],
  ] as const) {
    screen.resize(columns, rows);
    await screen.waitFor(`${rows - 2} ${columns - 2}`);
    await screen.waitFor(
      (seen) =>
        seen.row(0) === `╭─Terminal${"─".repeat(columns - 11)}╮` &&
        seen.row(rows - 1) === `╰${"─".repeat(columns - 2)}╯` &&
        seen.text().split(/[╭╰]/).length === 3,
    );
  }
});

/** Brings the program to a place in a pane through a storm, and on a bare terminal of the last size; both must be alike. */
async function sameAfterStorm(
  program: Program,
  first: string,
  act: (screen: Screen) => Promise<void>,
): Promise<void> {
  await using pane = openPane(program, { columns: 0, rows: 0 });
  await pane.waitFor(first);
  await storm(pane);
  await act(pane);
  // One behind the other: they may meet in one server.
  await using bare = openScreen({ ...program, ...LAST });
  await bare.waitFor(first);
  await act(bare);
  await same(pane, bare);
}

/** Fifty sizes within a second, the last one for a program's screen of `LAST`. */
async function storm(screen: Screen): Promise<void> {
  for (let step = 0; step < 49; step++) {
    screen.resize(40 + ((step * 7) % 60), 10 + ((step * 5) % 20));
    await delay(20);
  }
  screen.resize(LAST.columns + 2, LAST.rows + 2);
}

/** The last row that the program has reads so, in a pane or not. */
function lastRow(pattern: RegExp): (screen: Screen) => boolean {
  return (screen) => {
    const framed = screen.row(0).startsWith("╭");
    return framed
      ? pattern.test(screen.row(LAST.rows)) && screen.row(LAST.rows + 1).startsWith("╰")
      : pattern.test(screen.row(LAST.rows - 1));
  };
}

async function same(pane: Screen, bare: Screen): Promise<void> {
  const alike = (): boolean =>
    JSON.stringify(pane.cells(INSIDE)) === JSON.stringify(bare.cells()) &&
    pane.cursor.x === bare.cursor.x + 1 &&
    pane.cursor.y === bare.cursor.y + 1;
  await pane.waitFor(alike).catch(() => undefined);
  assert.deepEqual(visible(pane, INSIDE), visible(bare));
  assert.deepEqual(pane.cells(INSIDE), bare.cells());
  assert.deepEqual([pane.cursor.x - 1, pane.cursor.y - 1], [bare.cursor.x, bare.cursor.y]);
}
