import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { test } from "node:test";
import { COLUMNS, needs, openPane, ROWS, SHELL, sameCells, temporaryFile } from "../support/pane.ts";
import { openScreen, type Screen } from "../support/screen.ts";

test("nano draws, types and searches the same", needs("nano"), async () => {
  using file = temporaryFile(Array.from({ length: 60 }, (_, line) => `line ${line} 한글`).join("\n"));
  await sameCells({ file: "nano", args: ["-I", "-v", file.path] }, async (screen) => {
    await screen.waitFor("line 3");
    screen.press("ctrl-w").type("line 40\r");
    await screen.waitFor("line 40");
    screen.press("down", "end");
    await screen.waitFor("line 41");
  });
});

test("vim in two windows with a search and an edit draws the same", needs("vim"), async () => {
  using file = temporaryFile(Array.from({ length: 60 }, (_, line) => `line ${line} 한글 👍`).join("\n"));
  const args = [
    "-u",
    "NONE",
    "-i",
    "NONE",
    "-n",
    "-N",
    "--cmd",
    "set ruler hlsearch incsearch nu",
    file.path,
  ];
  await sameCells({ file: "vim", args }, async (screen) => {
    await screen.waitFor("line 3");
    screen.type(":split\r").type("/line 42\r");
    await screen.waitFor(/43 line 42/);
    screen.type("cwchanged").press("esc");
    await screen.waitFor("changed 42");
    screen.press("ctrl-w").type("w").press("G");
    await screen.waitFor("line 59");
  });
});

test("htop draws its frame, bars and keys the same", needs("htop"), async () => {
  // What moves is the machine's own; the column titles and the keys stand where they stand.
  const program = { file: "htop", args: ["-d", "100", "--readonly"], env: { HTOPRC: "/dev/null" } };
  await using bare = openScreen({ ...program, columns: COLUMNS, rows: ROWS });
  await using pane = openPane(program);
  for (const screen of [bare, pane]) await screen.waitFor(/PID.*Command|PID.*USER/);
  for (const screen of [bare, pane]) await screen.waitFor(/F1Help/);
  const titles = (screen: Screen, x: number, y: number) => {
    const rows = screen.cells({ x, y, columns: COLUMNS, rows: ROWS });
    const text = rows.map((row) => row.map(({ text: cell }) => cell || " ").join(""));
    return [text.findIndex((row) => /PID/.test(row)), 15].map((row) => rows[row]);
  };
  assert.deepEqual(titles(pane, 1, 1), titles(bare, 0, 0));
  pane.press("q");
  await pane.waitFor("exited (0)");
});

test("tmux inside the pane draws its windows and panes the same", needs("tmux"), async (t) => {
  using config = temporaryFile(
    [
      `set -g default-command "env PS1='% ' HISTFILE=/dev/null bash --norc --noprofile"`,
      "set -g status-right ''",
      "set -g automatic-rename off",
    ].join("\n"),
  );
  // Each its own server, which ends with its last session.
  const tmux = (place: string) => ({
    file: "tmux",
    args: ["-L", `wherry-${place}-${process.pid}`, "-f", config.path, "new-session", "-n", "one"],
    env: { TMUX: "" },
  });
  t.after(() => {
    for (const place of ["bare", "pane"]) spawnSync("tmux", [...tmux(place).args.slice(0, 2), "kill-server"]);
  });
  const act = async (screen: Screen): Promise<void> => {
    await screen.waitFor("% ");
    screen.press("ctrl-b").type("%");
    await screen.waitFor(/% .*│% /);
    screen.type("printf '\\033[1;35mtwo 한글\\033[0m\\n'\r");
    await screen.waitFor(/│two/);
    screen.press("ctrl-b").type('"');
    await screen.waitFor(/├─+/);
    await screen.waitFor(/├─+[^%]*│% /);
  };
  await using bare = openScreen({ ...tmux("bare"), columns: COLUMNS, rows: ROWS });
  await using pane = openPane(tmux("pane"));
  await act(bare);
  await act(pane);
  const inside = { x: 1, y: 1, columns: COLUMNS, rows: ROWS };
  const same = (): boolean => JSON.stringify(pane.cells(inside)) === JSON.stringify(bare.cells());
  await pane.waitFor(same).catch(() => undefined);
  assert.deepEqual(pane.cells(inside), bare.cells());
});

test("script keeps a shell's output and draws the same", needs("script"), async () => {
  using file = temporaryFile("");
  const args = ["-q", "-c", "env PS1='% ' bash --norc --noprofile", file.path];
  await sameCells({ file: "script", args }, async (screen) => {
    await screen.waitFor("% ");
    screen.type("printf 'a\\tb\\033[32mc\\033[0m\\n'\r");
    await screen.waitFor(/a +bc/);
  });
});

test("a progress bar that returns to the row's begin leaves one row", async () => {
  const bar =
    "for i in $(seq 0 4 100); do printf '\\r\\033[K%3d %% \\033[42m%*s\\033[0m' $i $((i / 4)) ''; sleep 0.01; done; echo; echo done; sleep 600";
  await sameCells({ file: "bash", args: ["-c", bar] }, async (screen) => {
    await screen.waitFor("done");
  });
});

test("all 256 colours, the 16 of the palette among them, and a truecolour ramp arrive as they are", async () => {
  const script = [
    "for i in $(seq 0 15); do printf '\\033[3%d;4%dm#\\033[0m' $((i % 8)) $(((i + 3) % 8)); done; echo",
    "for i in $(seq 0 7); do printf '\\033[9%d;10%dm#\\033[0m' $i $(((i + 3) % 8)); done; echo",
    "for i in $(seq 0 255); do printf '\\033[38;5;%dm#\\033[48;5;%dm.\\033[0m' $i $((255 - i)); done; echo",
    "for i in $(seq 0 5 255); do printf '\\033[38;2;%d;0;%dm#\\033[48:2::0:%d:9m.\\033[0m' $i $((255 - i)) $i; done",
    "sleep 600",
  ].join("\n");
  await sameCells({ file: "bash", args: ["-c", script] }, async (screen) => {
    await screen.waitFor("#");
  });
});

test(
  "less in colours goes to the alternate screen, and what stood there before comes back",
  needs("less"),
  async () => {
    const text = "for i in $(seq 99); do printf '\\033[3%dm%d\\033[0m\\n' $((i % 8)) $i; done";
    await sameCells(SHELL, async (screen) => {
      await screen.waitFor("$ ");
      screen.type(`clear; echo before; ${text} | less -R\r`);
      await screen.waitFor(/^:|\n.?:/);
      screen.press("space");
      await screen.waitFor("29");
      screen.press("q");
      await screen.waitFor("before");
    });
  },
);

test("a shell shows several pasted lines and runs none of them before enter", async () => {
  await sameCells(SHELL, async (screen) => {
    await screen.waitFor("$ ");
    await screen.waitFor(({ modes }) => modes.bracketedPaste);
    screen.paste("echo one 한글\necho two 👍🏽\n");
    await screen.waitFor(/two 👍🏽/);
    assert.doesNotMatch(screen.text(), /^│?one/m);
    screen.press("enter");
    await screen.waitFor(/^│?two 👍🏽/m);
  });
});

test("vim takes a paste as text, also what would be its keys", needs("vim"), async () => {
  const args = ["-u", "NONE", "-i", "NONE", "-n", "-N", "--cmd", "set ruler showmode autoindent"];
  await sameCells({ file: "vim", args }, async (screen) => {
    await screen.waitFor("0,0-1");
    await screen.waitFor(({ modes }) => modes.bracketedPaste);
    screen.type("i");
    await screen.waitFor("INSERT");
    screen.paste("  if 한글 {\n\tdd\n  }\n");
    await screen.waitFor("4,1");
    screen.press("esc");
    await screen.waitForGone("INSERT");
  });
});

test("a bracketed paste of 10,000 lines into cat arrives whole and once", async () => {
  const lines = Array.from({ length: 10_000 }, (_, line) => `pasted line ${line}\n`).join("");
  const sent = `\x1b[200~${lines}\x1b[201~`;
  const script = `stty -icanon -echo; printf '\\033[?2004hready\\n'; cat | head -c ${sent.length} | cksum; sleep 600`;
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor("ready");
  screen.paste(lines);
  const [sum] = execFileSync("cksum", { input: sent }).toString().split(" ");
  await screen.waitFor(`${sum} ${sent.length}`, { timeoutMs: 30_000 });
});
