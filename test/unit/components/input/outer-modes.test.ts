import assert from "node:assert/strict";
import { test } from "node:test";
import { MODES_OFF, modeChange, type OuterModes } from "../../../../components/input/outer-modes.ts";

const ALL: OuterModes = {
  bracketedPaste: true,
  focus: true,
  kitty: true,
  mouse: "any",
  cursor: { shape: "bar", blink: false },
  title: "wherry",
};

test("what does not change is not written", () => {
  assert.equal(modeChange(MODES_OFF, MODES_OFF), "");
  assert.equal(modeChange(ALL, { ...ALL }), "");
});

test("everything that was switched on is switched off again", () => {
  const on = modeChange(MODES_OFF, ALL);
  const off = modeChange(ALL, MODES_OFF);
  const privates = (bytes: string, final: string): string[] =>
    [...bytes.matchAll(/\x1b\[\?(\d+)([hl])/g)]
      .filter((match) => match[2] === final)
      .map((match) => match[1]!);
  assert.deepEqual(privates(off, "l").sort(), privates(on, "h").sort());
  assert.deepEqual(privates(on, "l"), []);
  assert.ok(on.includes("\x1b[>1u") && off.includes("\x1b[<u"));
  assert.ok(on.includes("\x1b[6 q") && off.includes("\x1b[0 q"));
  assert.ok(on.includes("\x1b[22;2t") && off.includes("\x1b[23;2t"));
});

test("a change of the mouse mode keeps its encoding", () => {
  assert.equal(modeChange({ ...ALL, mouse: "click" }, ALL), "\x1b[?1000l\x1b[?1003h");
});

test("a title cannot smuggle a sequence to the terminal", () => {
  const bytes = modeChange(MODES_OFF, { ...MODES_OFF, title: "a\x07\x1b]52;c;x\x07b" });
  assert.equal(bytes, "\x1b[22;2t\x1b]2;a  ]52;c;x b\x07");
});
