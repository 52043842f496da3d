import assert from "node:assert/strict";
import { test } from "node:test";
import { parseKeyName } from "../../../../components/input/key-name.ts";

test("keys are read as people write them, into one spelling", () => {
  const table: [written: string, key: string][] = [
    ["d", "d"],
    ["G", "G"],
    ["shift-g", "G"],
    ["ctrl-d", "ctrl-d"],
    ["Ctrl-D", "ctrl-d"],
    ["control-shift-g", "ctrl-shift-g"],
    ["shift-tab", "shift-tab"],
    ["alt-ctrl-x", "ctrl-alt-x"],
    ["[", "["],
    ["ctrl-]", "ctrl-]"],
    ["-", "-"],
    ["ctrl--", "ctrl--"],
    ["F5", "f5"],
    ["Escape", "esc"],
    ["return", "enter"],
    ["PgDn", "pagedown"],
    ["↑", "up"],
    [" ", "space"],
    ["한", "한"],
  ];
  for (const [written, key] of table) assert.equal(parseKeyName(written), key, written);
});

test("what is no key is refused with its spelling", () => {
  for (const written of ["", "ctrl-", "f99", "hyper-x", "delet", "\x1b"]) {
    assert.throws(() => parseKeyName(written), {
      kind: "invalid",
      message: `read key ${JSON.stringify(written)}: no such key`,
    });
  }
});
