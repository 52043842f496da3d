import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSignal } from "../../../../src/engine/containers/signal.ts";

test("signals are read by name and by number", () => {
  const cases: [string, number][] = [
    ["SIGTERM", 15],
    ["term", 15],
    ["9", 9],
    ["SIGRTMIN", 34],
    ["SIGRTMIN+3", 37],
    ["rtmax-1", 63],
    ["64", 64],
  ];
  for (const [text, number] of cases) assert.equal(parseSignal(text), number, text);
});

test("what is no signal is refused", () => {
  for (const text of ["", "0", "65", "-9", "SIGNOPE", "SIGRTMIN+31", "SIGRTMAX+1", "9x", "toString"]) {
    assert.throws(() => parseSignal(text), /is not one/, text);
  }
});
