import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import {
  COLUMNS,
  mouseOn,
  needs,
  openPane,
  ROWS,
  sameCells,
  temporaryFile,
  visible,
} from "../support/pane.ts";
import { openScreen, type Screen } from "../support/screen.ts";
import { useTui } from "../support/tui.ts";

const hasMouse = ({ modes }: Screen): boolean => modes.mouse !== "none";

test(
  "vim puts its caret, selects, scrolls and moves its windows where the mouse says",
  needs("vim"),
  async () => {
    using file = temporaryFile(
      Array.from({ length: 200 }, (_, line) => `line ${line} 한글 words`).join("\n"),
    );
    const args = ["-u", "NONE", "-i", "NONE", "-n", "-N", "--cmd", "set ruler showcmd mouse=a", file.path];
    await sameCells({ file: "vim", args }, async (screen, mouse) => {
      await screen.waitFor("line 3");
      await screen.waitFor(hasMouse);
      mouse("press", 4, 6);
      mouse("release", 4, 6);
      await screen.waitFor(/6,4/);
      mouse("wheelDown", 4, 6);
      await screen.waitForGone("line 2 ");
      screen.type(":split\r");
      await screen.waitFor(/text +\d/);
      // The border between the windows is dragged two rows down.
      mouse("press", 20, 8);
      mouse("drag", 20, 9);
      mouse("drag", 20, 10);
      mouse("release", 20, 10);
      await screen.waitFor((seen) =>
        /text +\d/.test(visible(seen).findLast((row, y) => y < 12 && /text +\d/.test(row)) ?? ""),
      );
      // A click in the other window goes there; dragging selects.
      mouse("press", 2, 13);
      mouse("drag", 9, 13);
      mouse("release", 9, 13);
      await screen.waitFor("VISUAL");
    });
  },
);

test("htop takes clicks on its titles, rows and keys", needs("htop"), async () => {
  const program = { file: "htop", args: ["-d", "100", "--readonly"], env: { HTOPRC: "/dev/null" } };
  const drive = async (screen: Screen, x: number, y: number) => {
    const mouse = mouseOn(screen, { x, y });
    const click = (column: number, row: number): void => {
      mouse("press", column, row);
      mouse("release", column, row);
    };
    const rows = (): string[] => visible(screen, { x, y, columns: COLUMNS, rows: ROWS });
    const cellsOf = (row: number) => screen.cells({ x, y: y + row, columns: COLUMNS, rows: 1 })[0]!;
    await screen.waitFor(/PID.*USER/);
    await screen.waitFor("F1Help");
    await screen.waitFor(hasMouse);
    const titles = rows().findIndex((row) => /PID.*USER/.test(row));
    // By what it is sorted is marked in the titles.
    click(rows()[titles]!.indexOf("MEM%") + 2, titles + 1);
    await screen.waitFor(/MEM%[^ ]/);
    const sorted = cellsOf(titles);
    // The keys at the bottom are buttons, and what F1 shows is the same everywhere.
    click(3, ROWS);
    await screen.waitFor("Process state");
    const help = screen.cells({ x, y, columns: COLUMNS, rows: ROWS });
    screen.press("q");
    await screen.waitFor("F1Help");
    return { titles, sorted, help };
  };
  await using bare = openScreen({ ...program, columns: COLUMNS, rows: ROWS });
  await using pane = openPane(program);
  assert.deepEqual(await drive(pane, 1, 1), await drive(bare, 0, 0));
});

test("tmux chooses panes and moves their border where the mouse says", needs("tmux"), async (t) => {
  using config = temporaryFile(
    [
      "set -g mouse on",
      `set -g default-command "env PS1='% ' HISTFILE=/dev/null bash --norc --noprofile"`,
      "set -g status-right ''",
      "set -g automatic-rename off",
    ].join("\n"),
  );
  const server = (place: string): string[] => ["-L", `wherry-mouse-${place}-${process.pid}`];
  t.after(() => {
    for (const place of ["bare", "pane"]) spawnSync("tmux", [...server(place), "kill-server"]);
  });
  const tmux = (place: string) => ({
    file: "tmux",
    args: [...server(place), "-f", config.path, "new-session", "-n", "one"],
    env: { TMUX: "" },
  });
  const act = async (screen: Screen, origin: { x: number; y: number }): Promise<void> => {
    const mouse = mouseOn(screen, origin);
    await screen.waitFor("% ");
    await screen.waitFor(hasMouse);
    screen.press("ctrl-b").type("%");
    await screen.waitFor(/% .*│% /);
    screen.type("echo right\r");
    await screen.waitFor(/│right/);
    mouse("press", 3, 5);
    mouse("release", 3, 5);
    await screen.waitFor(({ cursor }) => cursor.x < 20);
    screen.type("echo left\r");
    await screen.waitFor(/left {2}/);
    mouse("press", 31, 5);
    mouse("drag", 25, 5);
    mouse("drag", 21, 5);
    mouse("release", 21, 5);
    await screen.waitFor(
      (seen) => seen.cells({ x: origin.x + 20, y: origin.y, columns: 1, rows: 1 })[0]![0]!.text === "│",
    );
  };
  await using bare = openScreen({ ...tmux("bare"), columns: COLUMNS, rows: ROWS });
  await using pane = openPane(tmux("pane"));
  await act(bare, { x: 0, y: 0 });
  await act(pane, { x: 1, y: 1 });
  const inside = { x: 1, y: 1, columns: COLUMNS, rows: ROWS };
  const same = (): boolean => JSON.stringify(pane.cells(inside)) === JSON.stringify(bare.cells());
  await pane.waitFor(same).catch(() => undefined);
  assert.deepEqual(visible(pane, inside), visible(bare));
  assert.deepEqual(pane.cells(inside), bare.cells());
});

test("in the terminal UI a program gets its own columns and rows, in the spelling that it asked for", async (t) => {
  const { cli, open } = useTui(t);
  await cli.ok("starter");
  await cli.ok("run", "-dit", "--name", "box", "starter", "bash", "--norc");
  const tui = open({ columns: 100, rows: 30 });
  await tui.waitFor(/box +.*up/);
  tui.press("a");
  await tui.waitFor("ctrl-] then esc leaves");
  tui.type("PS1='% '; clear; stty -icanon -echo; printf '\\033[?1002h\\033[?1006hready'; cat -v\r");
  await tui.waitFor(/│ready/);
  await tui.waitFor(({ modes }) => modes.mouse === "drag");
  const row = tui
    .text()
    .split("\n")
    .findIndex((line) => line.includes("│ready"));
  const column = tui.row(row).indexOf("│ready") + 1;
  const mouse = mouseOn(tui, { x: column, y: row });
  mouse("press", 1, 1);
  mouse("drag", 7, 2);
  mouse("release", 7, 2);
  mouse("wheelUp", 65, 3);
  await tui.waitFor("^[[<0;1;1M^[[<32;7;2M^[[<0;7;2m");
  await tui.waitFor("^[[<64;65;3M");
  // What begins outside of the pane is not the program's; what began inside ends for it wherever it does.
  tui.type("\x1b[<0;2;2M\x1b[<32;2;2M");
  mouse("drag", 5, 5);
  mouse("release", 5, 5);
  tui.type("!\n");
  await tui.waitFor("^[[<64;65;3M!");
  mouse("press", 5, 5);
  tui.type("\x1b[<0;2;2m!");
  await tui.waitFor("│^[[<0;5;5M^[[<0;1;1m!");
});
