import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { createEmulator, type Emulator } from "../../../../components/terminal/emulator.ts";

const SIZE = { columns: 20, rows: 4 };

test("a program's questions are answered, but not those of a replay", async () => {
  const replies: string[] = [];
  using emulator = createEmulator({ ...SIZE, replay: true, onReply: (bytes) => replies.push(bytes) });
  await written(emulator, "old\x1b[6n\x1b[c");
  assert.deepEqual([replies, emulator.live], [[], false]);
  await written(emulator, "\x1b]7717;live\x07\x1b[6n");
  assert.deepEqual([replies, emulator.live], [["\x1b[1;4R"], true]);
});

test("bells of a replay do not ring", async () => {
  let bells = 0;
  using emulator = createEmulator({ ...SIZE, replay: true, onReply: () => {}, onBell: () => bells++ });
  await written(emulator, "\x07\x1b]7717;live\x07\x07");
  assert.equal(bells, 1);
});

test("the modes that a program asks for are known, and a reset forgets them", async () => {
  using emulator = createEmulator({ ...SIZE, onReply: () => {} });
  const { modes } = emulator;
  const before = { ...modes };
  await written(
    emulator,
    "\x1b[?1h\x1b[?2004h\x1b[?1004h\x1b[?1002h\x1b[?1006h\x1b[?25l\x1b[5 q\x1b=\x1b[?2026h",
  );
  assert.deepEqual(
    { ...modes },
    {
      applicationCursor: true,
      applicationKeypad: true,
      bracketedPaste: true,
      focus: true,
      synchronized: true,
      mouse: "drag",
      mouseEncoding: "sgr",
      cursorVisible: false,
      cursor: { shape: "bar", blink: true },
    },
  );
  await written(emulator, "\x1bc");
  assert.deepEqual({ ...modes, synchronized: false }, { ...before });
});

test("resizing keeps what is on the screen", async () => {
  using emulator = createEmulator({ ...SIZE, onReply: () => {} });
  await written(emulator, "0123456789\r\n");
  emulator.resize({ columns: 5, rows: 3 });
  assert.deepEqual(emulator.size, { columns: 5, rows: 3 });
  assert.equal(emulator.terminal.buffer.active.getLine(1)?.translateToString(true), "56789");
});

test("widths are right whatever stands in Node's buffer pool before the table is loaded", () => {
  const emulatorPath = new URL("../../../../components/terminal/emulator.ts", import.meta.url).href;
  const script = `
    for (let used = 0; used < 64; used++) Buffer.allocUnsafe(2000).fill(used);
    const { createEmulator } = await import(${JSON.stringify(emulatorPath)});
    const emulator = createEmulator({ columns: 40, rows: 3, onReply: () => {} });
    emulator.write("\u{1F469}\u{200D}\u{1F680}\u{D55C}\u{20000}x", () => {
      console.log(emulator.terminal.buffer.active.cursorX);
    });`;
  const child = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  assert.deepEqual([child.stdout, child.stderr], ["7\n", ""]);
});

function written(emulator: Emulator, bytes: string): Promise<void> {
  return new Promise((resolve) => emulator.write(bytes, resolve));
}
