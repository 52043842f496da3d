import assert from "node:assert/strict";
import { test } from "node:test";
import { createParser } from "../../../../components/input/parse.ts";
import { createEmulator } from "../../../../components/terminal/emulator.ts";
import { type LookBack, lookBack, startLooking } from "../../../../components/terminal/look-back.ts";
import { findMatches } from "../../../../components/terminal/search.ts";

const EXTENT = { lastTop: 90, height: 10, matchRows: (query: string) => (query === "x" ? [5, 40, 95] : []) };

test("keys move the view within what there is", () => {
  const table: [keys: string, top: number][] = [
    ["k", 89],
    ["\x1b[A\x1b[A\x1b[B", 89],
    ["\x15", 85],
    ["\x1b[5~", 81],
    ["g", 0],
    ["gG", 90],
    ["j", 90],
    ["gk", 0],
    ["\x1b[<64;1;1M", 87],
    ["w", 90],
  ];
  for (const [keys, top] of table)
    assert.equal(press(startLooking(90), keys)?.top, top, JSON.stringify(keys));
});

test("a search finds upwards as one types, and goes round", () => {
  const typed = press(startLooking(90), "/x");
  assert.deepEqual([typed?.current, typed?.top, typed?.query], [2, 90, "x"]);
  assert.deepEqual(press(typed!, "\rn")?.top, 35);
  assert.deepEqual(press(typed!, "\rnnn")?.current, 2);
  assert.deepEqual(press(typed!, "\rN")?.current, 0);
  assert.deepEqual(press(typed!, "\rN")?.top, 0);
  assert.equal(press(startLooking(90), "/nothing\r")?.current, undefined);
});

test("esc clears the search first and leaves then; q and enter leave", () => {
  assert.equal(press(startLooking(90), "/x\r\x1b\x1b"), undefined);
  assert.equal(press(startLooking(90), "/x\r\x1b")?.query, "");
  assert.equal(press(startLooking(90), "/x\x1b")?.field, undefined);
  assert.equal(press(startLooking(90), "q"), undefined);
  assert.equal(press(startLooking(90), "\r"), undefined);
  assert.equal(press(startLooking(90), "/q")?.query, "q", "while typing, q is a letter");
});

test("a text is found where a line was wrapped, in its columns, capitals only if asked", async () => {
  using emulator = createEmulator({ columns: 10, rows: 5, onReply: () => {} });
  await new Promise<void>((resolve) => emulator.write("12345678needle\r\n한Needle\r\nnothing", resolve));
  const { active } = emulator.terminal.buffer;
  assert.deepEqual(
    findMatches(active, "needle").map(({ parts }) => parts),
    [
      [
        { row: 0, from: 8, to: 10 },
        { row: 1, from: 0, to: 4 },
      ],
      [{ row: 2, from: 2, to: 8 }],
    ],
  );
  assert.equal(findMatches(active, "Needle").length, 1);
  assert.deepEqual(findMatches(active, "한")[0]?.parts, [{ row: 2, from: 0, to: 2 }]);
  assert.equal(findMatches(active, "needle", 1, 2).length, 1, "a match that began above counts");
  assert.deepEqual(findMatches(active, ""), []);
});

function press(look: LookBack, bytes: string): LookBack | undefined {
  const parser = createParser();
  let now: LookBack | undefined = look;
  for (const event of [...parser.feed(Buffer.from(bytes)), ...parser.flush()]) {
    if (now === undefined) return undefined;
    const outcome = lookBack(now, event, EXTENT);
    now = outcome.status === "look" ? outcome.look : undefined;
  }
  return now;
}
