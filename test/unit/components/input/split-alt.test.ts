import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import { splitAlt } from "../../../../components/input/split-alt.ts";

const CASES: [bytes: string, keys: string[] | undefined][] = [
  ["\x1ba", ["esc", "a"]],
  ["\x1b한", ["esc", "한"]],
  ["\x1b\r", ["esc", "enter"]],
  ["\x1b[", ["esc", "["]],
  ["\x1b[1;3A", undefined],
  ["\x1b[A", undefined],
  ["a", undefined],
];

for (const [bytes, keys] of CASES) {
  test(`${JSON.stringify(bytes)} is ${keys === undefined ? "one key" : keys.join(" and ")}`, () => {
    const parser = createParser();
    const [event] = [...parser.feed(Buffer.from(bytes)), ...parser.flush()];
    assert.ok(event !== undefined);
    const parts = splitAlt(event)?.map((part) => (part.type === "key" ? part.key : part.type));
    assert.deepEqual(parts, keys);
  });
}
