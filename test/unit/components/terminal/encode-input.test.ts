import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import type { ChildModes } from "../../../../components/terminal/child-modes.ts";
import { encodeInput, encodeKeyName } from "../../../../components/terminal/encode-input.ts";

const NONE: ChildModes = {
  applicationCursor: false,
  applicationKeypad: false,
  bracketedPaste: false,
  focus: false,
  synchronized: false,
  mouse: "off",
  mouseEncoding: "default",
  cursorVisible: true,
  cursor: undefined,
};
const PLACE = { x: 10, y: 5, columns: 20, rows: 10 };

test("what a terminal sends passes unchanged to a program without modes", () => {
  const bytes = [
    "ls\r",
    "\x1b[A\x1b[H",
    "\x1b[1;5C",
    "\x1b[15~",
    "\x1bOP",
    "\x1bx",
    "\x1b\x7f",
    "\x03\x04\x1a\x00\x1c",
    "한글👍",
    "\x1b[Z",
    "\xff\xfe",
    "\x1b[99~",
  ];
  for (const each of bytes) {
    const raw = Buffer.from(each, each.includes("\xff") ? "latin1" : "utf8");
    assert.deepEqual(encode(raw), raw, JSON.stringify(each));
  }
});

test("cursor keys follow the program's mode, not the outer terminal's", () => {
  const modes = { ...NONE, applicationCursor: true };
  assert.equal(encode("\x1b[A\x1b[D\x1b[H", modes).toString(), "\x1bOA\x1bOD\x1bOH");
  assert.equal(encode("\x1bOA").toString(), "\x1b[A");
  assert.equal(encode("\x1b[1;5A", modes).toString(), "\x1b[1;5A");
});

test("keys of the kitty protocol reach the program as it knows them", () => {
  const table: [string, string][] = [
    ["\x1b[27u", "\x1b"],
    ["\x1b[97;5u", "\x01"],
    ["\x1b[97;3u", "\x1ba"],
    ["\x1b[97;7u", "\x1b\x01"],
    ["\x1b[105;5u", "\t"],
    ["\x1b[9;2u", "\x1b[Z"],
    ["\x1b[13;2u", "\r"],
    ["\x1b[32;5u", "\0"],
    ["\x1b[127;5u", "\x08"],
    ["\x1b[93;5u", "\x1d"],
    ["\x1b[50;5u", "\0"],
    ["\x1b[57417u", "\x1b[D"],
    ["\x1b[57376u", ""],
    ["\x1b[57399u", "0"],
    ["\x1b[1;1:1A", "\x1b[A"],
    ["\x1b[1;1:3A", ""],
    ["\x1b[97;1:3u", ""],
    ["\x1b[57428u", ""],
    ["\x1b[27;5;105~", "\t"],
  ];
  for (const [sent, expected] of table) assert.equal(encode(sent).toString(), expected, JSON.stringify(sent));
});

test("a paste is bracketed for who asked for it, and typed line by line for others", () => {
  const paste = "\x1b[200~one\ntwo\r\nthree\x1b[201~";
  assert.equal(encode(paste, { ...NONE, bracketedPaste: true }).toString(), paste);
  assert.equal(encode(paste).toString(), "one\rtwo\rthree");
});

test("focus is told to who asked for it", () => {
  assert.equal(encode("\x1b[I\x1b[O").toString(), "");
  assert.equal(encode("\x1b[I\x1b[O", { ...NONE, focus: true }).toString(), "\x1b[I\x1b[O");
});

test("the mouse is told in the program's own columns and rows, in its own form", () => {
  const sgr = { ...NONE, mouse: "click", mouseEncoding: "sgr" } as const;
  assert.equal(encode("\x1b[<0;11;6M\x1b[<0;11;6m", sgr).toString(), "\x1b[<0;1;1M\x1b[<0;1;1m");
  assert.equal(encode("\x1b[<64;12;7M", sgr).toString(), "\x1b[<64;2;2M");
  assert.equal(
    encode("\x1b[<0;1;1M", sgr).toString(),
    "",
    "a press outside of the pane is not the program's",
  );
  assert.equal(encode("\x1b[<32;11;6M", sgr).toString(), "", "it asked for no movements");
  assert.equal(encode("\x1b[<32;11;6M", { ...sgr, mouse: "drag" }).toString(), "\x1b[<32;1;1M");
  assert.equal(encode("\x1b[<35;11;6M", { ...sgr, mouse: "drag" }).toString(), "");
  assert.equal(encode("\x1b[<35;11;6M", { ...sgr, mouse: "any" }).toString(), "\x1b[<35;1;1M");
  assert.equal(
    encode("\x1b[<0;11;6M\x1b[<0;11;6m", { ...sgr, mouseEncoding: "default" }).toString(),
    "\x1b[M !!\x1b[M#!!",
  );
  assert.equal(encode("\x1b[<0;11;6M\x1b[<0;11;6m", { ...sgr, mouse: "press" }).toString(), "\x1b[<0;1;1M");
  assert.equal(encode("\x1b[<0;11;6M").toString(), "");
});

test("the outer terminal's answers are never typed into the program", () => {
  assert.equal(encode("\x1b[?1u\x1b[?62;22c\x1b]11;rgb:0/0/0\x07").toString(), "");
});

test("a key is written by its name", () => {
  assert.deepEqual(encodeKeyName("ctrl-]"), Uint8Array.of(0x1d));
  assert.deepEqual(encodeKeyName("ctrl-a"), Uint8Array.of(1));
  assert.deepEqual(encodeKeyName("f5"), new Uint8Array(Buffer.from("\x1b[15~")));
  assert.deepEqual(encodeKeyName("alt-x"), new Uint8Array(Buffer.from("\x1bx")));
});

function encode(bytes: string | Uint8Array, modes: ChildModes = NONE): Buffer {
  const parser = createParser();
  const events = [...parser.feed(typeof bytes === "string" ? Buffer.from(bytes) : bytes), ...parser.flush()];
  return Buffer.concat(events.flatMap((event) => encodeInput(event, modes, PLACE) ?? []));
}
