import assert from "node:assert/strict";
import { test } from "node:test";
import { createEmulator } from "../../../../components/terminal/emulator.ts";
import { findMatches } from "../../../../components/terminal/search.ts";

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

test("a wide character that did not fit at a row's end leaves no gap in its line", async () => {
  using emulator = createEmulator({ columns: 10, rows: 5, onReply: () => {} });
  await new Promise<void>((resolve) => emulator.write("123456789한글 end", resolve));
  const { active } = emulator.terminal.buffer;
  assert.deepEqual(findMatches(active, "9한글 e")[0]?.parts, [
    { row: 0, from: 8, to: 9 },
    { row: 1, from: 0, to: 6 },
  ]);
});
