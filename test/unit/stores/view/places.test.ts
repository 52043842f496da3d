import assert from "node:assert/strict";
import { test } from "node:test";
import { logTop, moveLog } from "../../../../src/stores/view/places.ts";

const log = { first: 0, end: 100 };

test("a log that is followed shows its newest lines", () => {
  assert.equal(logTop({ at: "end" }, log, 10), 90);
  assert.equal(logTop({ at: "end" }, { first: 0, end: 3 }, 10), 0);
});

test("scrolling back holds the line, whatever comes behind it", () => {
  const place = moveLog({ at: "end" }, -5, log, 10);
  assert.deepEqual(place, { at: "line", number: 85 });
  assert.equal(logTop(place, { first: 0, end: 5000 }, 10), 85);
});

test("a line that has gone out of memory gives way to the oldest kept", () => {
  assert.equal(logTop({ at: "line", number: 85 }, { first: 300, end: 5000 }, 10), 300);
});

test("scrolling down to the last line follows again", () => {
  assert.deepEqual(moveLog({ at: "line", number: 85 }, 5, log, 10), { at: "end" });
  assert.deepEqual(moveLog({ at: "line", number: 85 }, 4, log, 10), { at: "line", number: 89 });
});
