import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bytesSeen,
  COLUMNS,
  needs,
  openPane,
  ROWS,
  SHELL,
  sameCells,
  temporaryFile,
  visible,
} from "../support/pane.ts";
import { openScreen, type Screen } from "../support/screen.ts";

test("colours, attributes, wide and combined characters stand in the cells where a bare terminal has them", async () => {
  const script = [
    "printf '\\033[31mred\\033[91mbright\\033[38;5;208morange\\033[38;2;1;2;3mtrue\\033[0m plain\\n'",
    "printf '\\033[41mred\\033[101mbright\\033[48;5;208morange\\033[48;2;1;2;3mtrue\\033[0m plain\\n'",
    "printf '\\033[1mbold\\033[0m \\033[2mdim\\033[0m \\033[3mitalic\\033[0m \\033[4munder\\033[0m \\033[7minverse\\033[0m \\033[9mstruck\\033[0m\\n'",
    "printf '\\033[4:3mcurly\\033[0m \\033[1;2;3;4;7;9mall\\033[0m \\033[8mhidden\\033[0m|\\n'",
    "printf '\\033[31;5mblink\\033[25m red\\033[0m \\033[53mover\\033[0m \\033[21mdouble\\033[0m \\033[4:4;58:5:9mdotted\\033[0m \\033[4:5;58:2::1:2:3mdashed\\033[0m\\n'",
    "printf '한글 漢字 かな e\\xcc\\x81 n\\xcc\\x83 |\\n'",
    "printf '👍 👍🏽 👨‍👩‍👧 🇰🇷 ❤️ ☎ ✈️ |\\n'",
    "printf 'a\\xe1\\x84\\x92\\xe1\\x85\\xa1\\xe1\\x86\\xabb |\\n'",
    "printf '\\033[44m   blue to the edge\\033[K\\033[0m\\n'",
    "printf '\\033(0lqqk\\033(B lines\\n'",
    "printf '%s' \"$(printf 'x%.0s' $(seq 130))\"; printf '\\n'",
    "printf '\\033[10;50H한\\033[10;51Hx'",
    "printf '\\033[12;60H한\\033[13;59H한'",
    "printf '\\033[15;5Hend'; sleep 600",
  ].join("\n");
  await sameCells({ file: "bash", args: ["-c", script] });
});

test("a shell's editing keys do in the pane what they do on a bare terminal", async () => {
  await sameCells(SHELL, async (screen) => {
    await screen.waitFor("$ ");
    screen.type("echo one two");
    await screen.waitFor("echo one two");
    screen.press("ctrl-a").type("#").press("right", "right", "ctrl-k").press("end").type("!");
    await screen.waitFor("$ #ec!");
    screen.press("ctrl-c");
    await screen.waitFor("^C");
    screen.type("stty size; false\r");
    await screen.waitFor("16 60");
    screen.type("cat\r");
    await screen.waitFor("$ cat");
    screen.type("typed\r");
    await screen.waitFor(/typed\W+typed/);
    screen.press("ctrl-d");
    await screen.waitFor(/typed\W+typed\W+\$ /);
    screen.type("echo 한글 done\r");
    await screen.waitFor(/[^o] *한글 done/);
  });
});

test("ctrl-s, ctrl-q, tab, esc and the literal prefix reach the program", async () => {
  await using screen = openPane({
    file: "bash",
    args: ["-c", "stty raw -echo; echo ready; exec od -An -tx1 -v -w1"],
  });
  await screen.waitFor("ready");
  screen.press("ctrl-s", "ctrl-q", "tab", "shift-tab", "ctrl-c", "ctrl-z");
  await screen.waitFor(bytesSeen("13", "11", "09", "1b", "5b", "5a", "03", "1a"));
  screen.press("ctrl-]");
  await screen.waitFor("prefix");
  screen.press("ctrl-]");
  await screen.waitFor(bytesSeen("1a", "1d"));
});

test("less draws the same pages", needs("less"), async () => {
  using file = temporaryFile(
    Array.from({ length: 500 }, (_, line) => `line ${line} ${"한".repeat(line % 40)}`).join("\n"),
  );
  await sameCells({ file: "less", args: ["-S", file.path], env: { LESS: "" } }, async (screen) => {
    await screen.waitFor("line 3");
    screen.press("space", "down", "down");
    await screen.waitFor("line 31");
    screen.press("right");
    await screen.waitForGone("line 31");
    screen.press("left").type("/line 77\r");
    await screen.waitFor(/line 77/);
    screen.press("G");
    await screen.waitFor("line 499");
  });
});

test("vim draws the same screens and moves with the arrow keys of its mode", needs("vim"), async () => {
  using file = temporaryFile("first\nsecond 한글\nthird\n");
  const args = ["-u", "NONE", "-i", "NONE", "-n", "-N", "--cmd", "set ruler showcmd mouse=a", file.path];
  await sameCells({ file: "vim", args }, async (screen) => {
    await screen.waitFor("second");
    screen.press("down", "end").type("a!").press("esc");
    await screen.waitFor("second 한글!");
    screen.type(":syntax on\r").press("up").type("V");
    await screen.waitFor("VISUAL LINE");
  });
});

test("a caret stands where the program has it, and hides when the program hides it", async () => {
  const script =
    "printf '\\033[4;7H'; read -r; printf '\\033[?25l'; read -r; printf '\\033[?25h\\033[2;3H'; sleep 600";
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor(({ cursor }) => cursor.visible && cursor.x === 7 && cursor.y === 4);
  screen.press("enter");
  await screen.waitFor(({ cursor }) => !cursor.visible);
  screen.press("enter");
  await screen.waitFor(({ cursor }) => cursor.visible && cursor.x === 3 && cursor.y === 2);
});

test("ctrl-c stops a cat of a big file, and the shell goes on", async () => {
  using file = temporaryFile(Buffer.alloc(100 * 1024 * 1024, `${"0123456789 ".repeat(7)}\n`));
  await using screen = openPane({ ...SHELL });
  await screen.waitFor("$ ");
  screen.type(`cat ${file.path}\r`);
  await screen.waitFor("0123456789");
  screen.press("ctrl-c");
  await screen.waitFor("^C");
  screen.type("clear; echo still $((40 + 2))\r");
  await screen.waitFor("still 42");
});

test("a flood is read whole but drawn in few frames", async () => {
  const floodBytes = 20 * 1024 * 1024;
  const script = `yes "$(printf 'x%.0s' {1..70})" | head -c ${floodBytes}; printf '\\033[2J\\033[Hdone\\n'; sleep 600`;
  await using screen = openPane({ file: "bash", args: ["-c", script] });
  await screen.waitFor("done", { timeoutMs: 60_000 });
  assert.ok(screen.output.bytes < floodBytes / 20, `${screen.output.bytes} bytes were drawn`);
});

test("leaving gives the terminal back and ends the program", async () => {
  const screen = openPane({ ...SHELL });
  await screen.waitFor("$ ");
  assert.ok(screen.modes.alternate && screen.modes.bracketedPaste);
  screen.press("ctrl-]", "d");
  assert.deepEqual(await screen.exit(), { code: 0, signal: 0 });
  assert.deepEqual(screen.modes, { mouse: "none", bracketedPaste: false, alternate: false });
  assert.ok(screen.cursor.visible);
  await screen[Symbol.asyncDispose]();
});

test("zoom lends the whole terminal to the program, and comes back clean", needs("vim"), async () => {
  using file = temporaryFile(Array.from({ length: 200 }, (_, line) => `line ${line} 한글`).join("\n"));
  const vim = `vim -u NONE -i NONE -n -N --cmd 'set ruler' ${file.path}`;
  const full = { columns: COLUMNS + 2, rows: ROWS + 2 };
  await using bare = openScreen({ ...SHELL, ...full });
  await using pane = openPane(SHELL);
  for (const screen of [bare, pane]) await screen.waitFor("$ ");
  pane.press("ctrl-]", "z");
  const same = (): boolean => JSON.stringify(pane.cells()) === JSON.stringify(bare.cells());
  const step = async (act: (screen: Screen) => unknown, shows: string | RegExp): Promise<void> => {
    for (const screen of [bare, pane]) {
      act(screen);
      await screen.waitFor(shows);
    }
    await pane.waitFor(same).catch(() => undefined);
    assert.deepEqual(visible(pane), visible(bare));
    assert.ok(same());
  };
  await pane.waitForGone("Terminal");
  await step((screen) => screen.type("clear; stty size\r"), "18 62");
  await step((screen) => screen.type(`${vim}\r`), "line 16");
  await step((screen) => screen.press("pagedown", "down"), "line 20");
  await step((screen) => screen.type(":q\r"), "18 62");
  await step((screen) => screen.type(`${vim}\r`), "line 16");
  pane.press("ctrl-]", "d");
  await pane.waitFor("Terminal");
  await pane.waitFor("line 14");
  assert.equal(pane.row(0), `╭─Terminal${"─".repeat(COLUMNS - 9)}╮`);
  assert.equal(pane.row(17), `╰${"─".repeat(COLUMNS)}╯`);
  pane.type(":q\r");
  await pane.waitForGone("line");
  pane.type("clear; stty size\r");
  await pane.waitFor("16 60");
  pane.press("ctrl-]", "d");
  assert.equal((await pane.exit()).code, 0);
  assert.deepEqual(pane.modes, { mouse: "none", bracketedPaste: false, alternate: false });
});

test("the mouse of a program that asked for it works in its own columns and rows", needs("vim"), async () => {
  using file = temporaryFile(Array.from({ length: 200 }, (_, line) => `line ${line}`).join("\n"));
  const args = ["-u", "NONE", "-i", "NONE", "-n", "-N", "--cmd", "set ruler mouse=a ttymouse=sgr", file.path];
  await using screen = openPane({ file: "vim", args });
  await screen.waitFor("line 3");
  await screen.waitFor(({ modes }) => modes.mouse !== "none");
  screen.type("\x1b[<0;4;6M\x1b[<0;4;6m");
  await screen.waitFor(/5,3/);
  assert.deepEqual([screen.cursor.x, screen.cursor.y], [3, 5]);
  screen.type("\x1b[<65;4;6M");
  await screen.waitFor((seen) => seen.row(1).includes("line 3"));
  screen.type(":q\r");
  await screen.waitFor("exited (0)");
  await screen.waitFor(({ modes }) => modes.mouse === "none");
});

test("a killed pane gives the terminal back, and its program goes with it", async () => {
  await using screen = openPane({ file: "bash", args: ["-c", "echo pid $$ .; exec sleep 600"] });
  await screen.waitFor(/pid \d+ \./);
  const pid = Number(/pid (\d+) \./.exec(screen.text())?.[1]);
  screen.kill("SIGTERM");
  assert.equal((await screen.exit()).signal, 15);
  assert.deepEqual(screen.modes, { mouse: "none", bracketedPaste: false, alternate: false });
  assert.ok(screen.cursor.visible);
  await screen.waitFor(() => !isAlive(pid));
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
