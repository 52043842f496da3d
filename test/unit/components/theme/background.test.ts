import assert from "node:assert/strict";
import { test } from "node:test";
import {
  guessBackground,
  mayAskBackground,
  readBackgroundReply,
} from "../../../../components/theme/background.ts";

test("COLORFGBG tells the background where the terminal sets it; else it is dark", () => {
  const table: readonly [string | undefined, string][] = [
    [undefined, "dark"],
    ["", "dark"],
    ["15;0", "dark"],
    ["0;15", "light"],
    ["0;default;15", "light"],
    ["0;7", "light"],
    ["7;8", "dark"],
    ["12;default", "dark"],
  ];
  for (const [COLORFGBG, expected] of table)
    assert.equal(guessBackground({ COLORFGBG }), expected, COLORFGBG);
});

test("the answer to the question is read in every length and both endings", () => {
  const table: readonly [string, string | undefined][] = [
    ["\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "light"],
    ["\x1b]11;rgb:0000/0000/0000\x07", "dark"],
    ["\x1b]11;rgb:fd/f6/e3\x07", "light"],
    ["\x1b]11;rgb:0/2/3\x07", "dark"],
    ["\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\", "dark"],
    ["\x1b]11;rgb:0000/0000/ffff\x1b\\", "dark"],
    ["\x1b]10;rgb:ffff/ffff/ffff\x1b\\", undefined],
    ["\x1b[?1u", undefined],
  ];
  for (const [reply, expected] of table)
    assert.equal(readBackgroundReply(Buffer.from(reply)), expected, JSON.stringify(reply));
});

test("only terminals that hide the question are asked", () => {
  const table: readonly [string | undefined, boolean][] = [
    ["xterm-256color", true],
    ["tmux-256color", true],
    ["screen", true],
    ["xterm", true],
    ["linux", false],
    ["dumb", false],
    ["vt100", false],
    ["", false],
    [undefined, false],
  ];
  for (const [TERM, expected] of table) assert.equal(mayAskBackground({ TERM }), expected, TERM);
});
