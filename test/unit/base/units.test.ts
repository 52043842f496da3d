import assert from "node:assert/strict";
import { test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import { formatBytes, formatDuration, parseBytes } from "../../../src/base/units.ts";

test("sizes are shown as Docker shows them", () => {
  const cases: [number, string][] = [
    [0, "0B"],
    [999, "999B"],
    [1000, "1kB"],
    [72_400_000, "72.4MB"],
    [1_234_000_000, "1.23GB"],
  ];
  for (const [sizeBytes, text] of cases) assert.equal(formatBytes(sizeBytes), text);
});

test("memory sizes are read in powers of 1024", () => {
  const cases: [string, number][] = [
    ["512m", 536_870_912],
    ["1.5g", 1_610_612_736],
    ["4194304", 4_194_304],
    ["64K", 65_536],
    ["2gb", 2_147_483_648],
  ];
  for (const [text, sizeBytes] of cases) assert.equal(parseBytes(text), sizeBytes);
});

test("what is not a size is refused with a hint", () => {
  for (const text of ["", "m", "-1m", "1x", "1 2"]) {
    assert.throws(
      () => parseBytes(text),
      (error) => error instanceof CodedError && error.kind === "invalid" && error.hint !== undefined,
    );
  }
});

test("spans of time use Docker's words", () => {
  const cases: [number, string][] = [
    [0, "Less than a second"],
    [1000, "1 second"],
    [59_000, "59 seconds"],
    [61_000, "About a minute"],
    [3 * 60_000, "3 minutes"],
    [65 * 60_000, "About an hour"],
    [30 * 3_600_000, "30 hours"],
    [3 * 86_400_000, "3 days"],
  ];
  for (const [durationMs, text] of cases) assert.equal(formatDuration(durationMs), text);
});
