import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import { DEFAULT_HELD_KEYS } from "../../../../components/keymap/held-keys.ts";
import { createEmulator, type Emulator } from "../../../../components/terminal/emulator.ts";
import { type LookOutcome, lookBack } from "../../../../components/terminal/look-back.ts";
import { type LookBack, startLooking } from "../../../../components/terminal/look-view.ts";
import { settle } from "../../../../components/terminal/text-motion.ts";

/** A hundred rows in a screen of ten, so that the view begins at row 90; the caret is at the end of the last. */
const HUNDRED = Array.from({ length: 100 }, (_, row) => `row ${row}${row % 40 === 5 ? " x" : ""}`).join(
  "\r\n",
);

test("keys move the caret, and the view where it must follow", async () => {
  const table: [keys: string, top: number, row: number][] = [
    ["k", 90, 98],
    ["\x1b[A\x1b[A\x1b[B", 90, 98],
    ["kkkkkkkkkk", 89, 89],
    ["\x15", 85, 94],
    ["\x04", 90, 99],
    ["\x1b[5~", 81, 90],
    ["\x1b[5~\x1b[6~", 90, 99],
    ["g", 0, 0],
    ["gG", 90, 99],
    ["j", 90, 99],
    ["gk", 0, 0],
    ["gjjj\x1b[5~", 0, 0],
    ["\x19", 89, 98],
    ["H\x19\x05", 90, 90],
    ["M", 90, 94],
    ["gML", 0, 9],
    ["\x1b[<64;1;1M", 87, 96],
    ["z", 90, 99],
  ];
  using emulator = await terminal(HUNDRED);
  for (const [keys, top, row] of table) {
    const { look } = press(emulator, keys);
    assert.deepEqual([look?.top, look?.caret.row], [top, row], JSON.stringify(keys));
  }
});

test("keys move in the text as in vim, a wrapped line being one", async () => {
  const text = "one, two\r\n  한글 👍🏽 ends\r\n\r\nabcdefghijklmnopqrstuvw xyz\r\nlast";
  const table: [keys: string, row: number, column: number][] = [
    ["w", 0, 3],
    ["ww", 0, 5],
    ["www", 1, 2],
    ["wwww", 1, 7],
    ["wwwww", 1, 10],
    ["wwwwww", 2, 0],
    ["wwwwwww", 3, 0],
    ["wwwwwwww", 4, 4],
    ["e", 0, 2],
    ["eee", 0, 7],
    ["eeee", 1, 4],
    ["wwwb", 0, 5],
    ["jjb", 1, 10],
    ["jjjb", 2, 0],
    ["b", 0, 0],
    ["h", 0, 0],
    ["lll", 0, 3],
    ["$", 0, 7],
    ["$l", 0, 7],
    ["$j", 1, 13],
    ["$jj", 2, 0],
    ["$j0", 1, 0],
    ["$j^", 1, 2],
    // The second column of a wide character is no place for a caret, but it is remembered.
    ["lllj", 1, 2],
    ["llljk", 0, 3],
    ["jjj$", 4, 6],
    ["jjjj0", 3, 0],
    ["jjjjb", 3, 0],
    ["G", 5, 0],
    ["Gw", 5, 3],
  ];
  using emulator = await terminal(text, { columns: 20 });
  for (const [keys, row, column] of table) {
    const { look } = press(emulator, `g0${keys}`);
    assert.deepEqual(settle(emulator.terminal.buffer.active, look!.caret), { row, column }, keys);
  }
});

test("what is copied: characters or lines, wide ones whole, wrapped lines in one, no blanks at their ends", async () => {
  const text =
    "first line   \r\n한글 👍🏽 e\u0301nd\r\n\r\nabcdefghijklmnopqrs한글 xyz\r\n\x1b[7m$ \x1b[0mls  \x1b[0K\r\nlast";
  const table: [keys: string, text: string, count: string][] = [
    // Without a selection it is the line.
    ["y", "first line", "1 lines"],
    ["jjjjy", "abcdefghijklmnopqrs한글 xyz", "1 lines"],
    ["jjy", "", "1 lines"],
    ["Gy", "last", "1 lines"],
    ["vy", "f", "1 characters"],
    ["vey", "first", "5 characters"],
    ["v$y", "first line", "10 characters"],
    ["$vhhhy", "line", "4 characters"],
    ["jvly", "한글", "2 characters"],
    ["jvllly", "한글 👍🏽", "4 characters"],
    ["jwwvly", "e\u0301n", "2 characters"],
    ["wvjy", "line\n한글 👍🏽", "2 lines"],
    ["vjjjy", "first line\n한글 👍🏽 e\u0301nd\n\na", "4 lines"],
    ["jjjvjy", "abcdefghijklmnopqrs한", "20 characters"],
    ["jjjj$vbhhy", "글 xyz", "5 characters"],
    ["jjjjjvlly", "$ l", "3 characters"],
    ["Vy", "first line", "1 lines"],
    ["VjjjVVy", "abcdefghijklmnopqrs한글 xyz", "1 lines"],
    ["Vjy", "first line\n한글 👍🏽 e\u0301nd", "2 lines"],
    ["jjjjVky", "abcdefghijklmnopqrs한글 xyz", "1 lines"],
    ["jjjVjjy", "abcdefghijklmnopqrs한글 xyz\n$ ls", "2 lines"],
    // The other end, another unit, given up.
    ["wvlohhhhhy", "irst li", "7 characters"],
    ["wvVy", "first line", "1 lines"],
    ["wVvly", "li", "2 characters"],
    ["wvvy", "first line", "1 lines"],
    ["wvl\x1by", "first line", "1 lines"],
    // As tmux does it.
    ["wve\r", "line", "4 characters"],
    // With the mouse: a click puts the caret, dragging selects.
    ["\x1b[<0;7;1M\x1b[<0;7;1my", "first line", "1 lines"],
    ["\x1b[<0;7;1M\x1b[<32;10;1M\x1b[<0;10;1my", "line", "4 characters"],
    ["\x1b[<0;7;1M\x1b[<32;2;2M\x1b[<0;2;2my", "line\n한", "2 lines"],
  ];
  using emulator = await terminal(text, { columns: 20, rows: 9 });
  for (const [keys, wanted, count] of table) {
    const { copied } = press(emulator, `g0${keys}`);
    assert.deepEqual(
      [copied?.text, `${copied?.count} ${copied?.unit}`],
      [wanted, count],
      JSON.stringify(keys),
    );
  }
});

test("copying ends the selection and goes on looking; enter goes back to the program with it", async () => {
  using emulator = await terminal("one two");
  assert.equal(press(emulator, "0vey").look?.selection, undefined);
  assert.equal(press(emulator, "0vey").left, false);
  assert.ok(press(emulator, "0ve\r").left);
  assert.ok(press(emulator, "0ve\x1b\r").left);
});

test("a search finds upwards as one types, and goes round", async () => {
  using emulator = await terminal(HUNDRED);
  const caretRow = (keys: string) => press(emulator, keys).look?.caret.row;
  assert.equal(caretRow("/x"), 85);
  assert.equal(press(emulator, "/x").look?.top, 80);
  assert.deepEqual(["/x\rn", "/x\rnn", "/x\rnnn", "/x\rN", "/x\rnN"].map(caretRow), [45, 5, 85, 5, 85]);
  assert.equal(caretRow("/x\x1b[A"), 45, "up goes on while one types");
  assert.equal(caretRow("/x\x7f"), 99, "nothing is looked for any more");
  assert.equal(caretRow("/x\x1b"), 99, "given up");
  assert.equal(caretRow("/nothing\r"), 99);
  assert.equal(caretRow("/row 4\rn"), 48, "each place counts once");
  assert.deepEqual(press(emulator, "/x\rVnny").copied?.count, 81, "a selection goes on to what is found");
});

test("esc gives up the selection, then the search, and leaves then; q and enter leave", async () => {
  using emulator = await terminal(HUNDRED);
  assert.ok(press(emulator, "/x\rv\x1b\x1b\x1b").left);
  const { look } = press(emulator, "/x\rv\x1b");
  assert.deepEqual([look?.selection, look?.query], [undefined, "x"]);
  assert.equal(press(emulator, "/x\r\x1b").look?.query, "");
  assert.equal(press(emulator, "/x\x1b").look?.typing, undefined);
  assert.ok(press(emulator, "q").left);
  assert.ok(press(emulator, "\r").left);
  assert.equal(press(emulator, "/q").look?.query, "q", "while typing, q is a letter");
});

async function terminal(text: string, { columns = 40, rows = 10 } = {}): Promise<Emulator> {
  const emulator = createEmulator({ columns, rows, onReply: () => {} });
  await new Promise<void>((resolve) => emulator.write(text, resolve));
  return emulator;
}

interface Pressed {
  readonly look: LookBack | undefined;
  readonly left: boolean;
  readonly copied: Extract<LookOutcome, { status: "copy" }>["copied"] | undefined;
}

function press({ terminal: { buffer, rows } }: Emulator, bytes: string): Pressed {
  const screen = { buffer: buffer.active, rows };
  const parser = createParser();
  let look: LookBack | undefined = startLooking(screen);
  let copied: Pressed["copied"];
  // As a person types, so that esc is esc.
  for (const part of bytes.split(/(?<=\x1b)(?!\[)/)) {
    for (const event of [...parser.feed(Buffer.from(part)), ...parser.flush()]) {
      assert.ok(look !== undefined, "nobody looks any more");
      const outcome: LookOutcome = lookBack(look, event, screen, DEFAULT_HELD_KEYS);
      if (outcome.status === "copy") copied = outcome.copied;
      look = outcome.status === "left" ? undefined : outcome.look;
    }
  }
  return { look, left: look === undefined, copied };
}
