import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import { columnsOf } from "../../../../components/widgets/text.ts";
import {
  createTextField,
  editField,
  fieldRow,
  fieldText,
  type TextField,
} from "../../../../components/widgets/text-field.ts";

test("a line is edited as in a shell", () => {
  const table: [start: string, typed: string, expected: string][] = [
    ["", "abc", "abc|"],
    ["abc", "\x1b[D\x1b[DX", "aX|bc"],
    ["abc", "\x01X\x05Y", "XabcY|"],
    ["abc", "\x7f\x7f", "a|"],
    ["abc", "\x01\x1b[3~", "|bc"],
    ["one two-three", "\x17", "one |"],
    ["one two-three", "\x1b\x7f", "one two-|"],
    ["one two", "\x1bb\x1bbX", "X|one two"],
    ["one two", "\x01\x1b[1;5CX", "oneX| two"],
    ["one two", "\x15", "|"],
    ["one two", "\x01\x1bf\x0b", "one|"],
    ["one two", "\x01\x1bd", "| two"],
    ["한글", "\x7f", "한|"],
    ["e", "\u0301x", "e\u0301x|"],
    ["👨‍👩‍👧", "\x7f", "|"],
    ["ab", "\x01\x7f", "|ab"],
    ["ab", "\x1b[200~x\r\ny\x07\x1b[201~", "abx y|"],
    ["ab", "\x1b[200~line\n\x1b[201~", "abline|"],
  ];
  for (const [start, typed, expected] of table) {
    assert.equal(show(type(createTextField(start), typed)), expected, JSON.stringify([start, typed]));
  }
});

test("keys that are not for a line are left to others", () => {
  for (const key of ["\r", "\t", "\x1b[A", "\x1bOP", "\x03"]) {
    const [event] = createParser().feed(Buffer.from(key));
    assert.equal(editField(createTextField("x"), event!), undefined, JSON.stringify(key));
  }
});

test("a line shows its caret's surroundings and is exactly as wide as its field", () => {
  const text = "0123456789한글abcdefghij";
  for (let columns = 3; columns <= 30; columns++) {
    let field: TextField = { ...createTextField(text), cursor: 0 };
    for (let cursor = 0; cursor <= field.graphemes.length; cursor++) {
      field = { ...field, cursor };
      const { row, caret } = fieldRow(field, columns);
      assert.equal(columnsOf(row), columns);
      assert.ok(caret >= 0 && caret < columns, `caret ${caret} in ${columns}`);
    }
  }
  assert.deepEqual(fieldRow(createTextField("abc"), 6), { row: "abc   ", caret: 3 });
});

function type(field: TextField, bytes: string): TextField {
  const parser = createParser();
  const events = [...parser.feed(Buffer.from(bytes)), ...parser.flush()];
  return events.reduce((line, event) => editField(line, event) ?? line, field);
}

function show(field: TextField): string {
  const text = fieldText({ ...field, graphemes: field.graphemes.slice(0, field.cursor) });
  return `${text}|${fieldText(field).slice(text.length)}`;
}
