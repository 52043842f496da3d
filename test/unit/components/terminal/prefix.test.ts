import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import { DEFAULT_PREFIX_KEYS, readPrefix } from "../../../../components/terminal/prefix.ts";

test("behind the prefix, and only there, keys are commands", () => {
  const table: [bytes: string, ...outcomes: string[]][] = [
    ["d", "pass"],
    ["\x1d", "open"],
    ["\x1dd", "open", "leave"],
    ["\x1d\x1b", "open", "leave"],
    ["\x1dz", "open", "zoom"],
    ["\x1d[", "open", "scroll"],
    ["\x1dn", "open", "next"],
    ["\x1dx", "open", "close"],
    ["\x1d]", "open", "literal"],
    ["\x1d\x1d", "open", "literal"],
    ["\x1d\x1dd", "open", "literal", "pass"],
    ["\x1dQd", "open", "dropped", "pass"],
    ["\x1b[93;5u\x1b[93;5:3ud", "open", "open", "leave"],
    ["\x1b[200~\x1d\x1b[201~", "pass"],
  ];
  for (const [bytes, ...expected] of table) {
    let open = false;
    const parser = createParser();
    const events = [...parser.feed(Buffer.from(bytes)), ...parser.flush()];
    const outcomes = events.map((event) => {
      const outcome = readPrefix(open, event, DEFAULT_PREFIX_KEYS);
      open = outcome.status === "open";
      return outcome.status === "command" ? outcome.command : outcome.status;
    });
    assert.deepEqual(outcomes, expected, JSON.stringify(bytes));
  }
});
