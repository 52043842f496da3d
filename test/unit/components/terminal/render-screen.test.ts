import assert from "node:assert/strict";
import { test } from "node:test";
import xterm, { type Terminal } from "@xterm/headless";
import { createEmulator, type Emulator } from "../../../../components/terminal/emulator.ts";
import { createScreenRenderer } from "../../../../components/terminal/render-screen.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";
import { readCells } from "../../../support/screen.ts";

const SIZE = { columns: 30, rows: 6 };

test("a drawn screen, written to another terminal, gives the same cells", async () => {
  const random = createRandom(7);
  const styles = [
    "0",
    "1",
    "2",
    "3",
    "4",
    "7",
    "9",
    "5",
    "53",
    "21",
    "4:3",
    "4:5;58:2::9:8:7",
    "58:5:100",
    "59",
    "24",
    "22",
    "27",
    "31",
    "97",
    "44",
    "105",
    "38;5;208",
    "48;5;20",
    "38;2;1;2;3",
  ];
  const texts = [
    "abc",
    "한글",
    "e\u0301",
    "👍🏽",
    "\t",
    "  ",
    "\r\n",
    "漢",
    "x",
    "\x1b[K",
    "\x1b[3;28H",
    "\x1b[2A",
  ];
  for (let round = 0; round < 200; round++) {
    using emulator = makeEmulator();
    const renderer = createScreenRenderer(emulator.terminal);
    for (let step = 0; step < 3; step++) {
      const bytes = Array.from({ length: 20 }, () =>
        random(2) === 0 ? `\x1b[${styles[random(styles.length)]}m` : texts[random(texts.length)],
      ).join("");
      await written(emulator, bytes);
      // The renderer is kept, so that what it remembers of the last screen is tested too.
      const { rows } = renderer.render();
      using copy = makeEmulator();
      await written(copy, rows.map((row, y) => `\x1b[${y + 1};1H${row}`).join(""));
      assert.deepEqual(
        readCells(copy.terminal),
        readCells(emulator.terminal),
        `round ${round}: ${JSON.stringify(bytes)}`,
      );
      for (const row of rows) assert.equal(columnsOf(row), SIZE.columns);
    }
  }
});

test("the sixteen colours stay colours of the palette", async () => {
  using emulator = makeEmulator();
  await written(emulator, "\x1b[31mr\x1b[92mg\x1b[38;5;4mb\x1b[38;5;100mi\x1b[48;2;9;8;7mt");
  const [row] = createScreenRenderer(emulator.terminal).render().rows;
  assert.match(
    row!,
    /^\x1b\[31mr\x1b\[0m\x1b\[92mg\x1b\[0m\x1b\[34mb\x1b\[0m\x1b\[38;5;100mi\x1b\[0m\x1b\[38;5;100;48;2;9;8;7mt\x1b\[0m/,
  );
});

test("rows that did not change are not drawn again", async () => {
  using emulator = makeEmulator();
  await written(emulator, "one\r\ntwo\r\nthree");
  const renderer = createScreenRenderer(emulator.terminal);
  const first = renderer.render();
  assert.equal(renderer.render().rows, first.rows, "the same array when nothing changed");
  const read = countReads(emulator.terminal, () => renderer.render());
  assert.equal(read, 0, "cells were read though nothing changed");
  await written(emulator, "\x1b[2;1Hnew");
  const changed = countReads(emulator.terminal, () => renderer.render());
  assert.equal(changed, SIZE.columns, "one changed row, one row read");
});

test("the caret is where the program has it, and hidden out of view", async () => {
  using emulator = makeEmulator();
  const renderer = createScreenRenderer(emulator.terminal);
  await written(emulator, `${"line\r\n".repeat(20)}\x1b[2;5H`);
  assert.deepEqual(renderer.render().cursor, { x: 4, y: 1 });
  assert.deepEqual(renderer.render({ back: 3 }).cursor, { x: 4, y: 4 });
  assert.equal(renderer.render({ back: 5 }).cursor, undefined);
  assert.equal(renderer.render({ cursorVisible: false }).cursor, undefined);
  await written(emulator, `\x1b[1;1H${"x".repeat(SIZE.columns)}`);
  assert.deepEqual(renderer.render().cursor, { x: SIZE.columns - 1, y: 0 });
});

test("a view back shows older rows", async () => {
  using emulator = makeEmulator();
  await written(emulator, Array.from({ length: 20 }, (_, line) => `line ${line}`).join("\r\n"));
  const renderer = createScreenRenderer(emulator.terminal);
  assert.equal(renderer.render({ back: 4 }).rows[0]!.trim(), "line 10");
  assert.equal(renderer.render({ back: 99 }).rows[0]!.trim(), "line 0");
  assert.equal(renderer.render().rows[0]!.trim(), "line 14");
});

function makeEmulator(): Emulator {
  return createEmulator({ ...SIZE, onReply: () => {} });
}

function written(emulator: Emulator, bytes: string): Promise<void> {
  return new Promise((resolve) => emulator.write(bytes, resolve));
}

function countReads(terminal: Terminal, act: () => void): number {
  const line = Object.getPrototypeOf(terminal.buffer.active.getLine(0)) as { getCell(x: number): unknown };
  const original = line.getCell;
  let count = 0;
  line.getCell = function (this: unknown, ...args: [number]) {
    count++;
    return original.apply(this as typeof line, args);
  };
  act();
  line.getCell = original;
  return count;
}

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

assert.ok(xterm.Terminal);
