import assert from "node:assert/strict";
import { test } from "node:test";
import {
  parseCount,
  parseDecimal,
  parseEnv,
  parseLabels,
  parseNetwork,
  parseSince,
  parseVolume,
} from "../../../../src/cli/flags/values.ts";

test("a volume is a host path, a container path and a mode", () => {
  assert.deepEqual(parseVolume("/a:/b"), { source: "/a", target: "/b", readOnly: false });
  assert.deepEqual(parseVolume("/a:/b:ro"), { source: "/a", target: "/b", readOnly: true });
  assert.deepEqual(parseVolume("data:/b:ro"), { volume: "data", target: "/b", readOnly: true });
  assert.deepEqual(parseVolume("/a:/b:rw"), { source: "/a", target: "/b", readOnly: false });
});

test("labels with and without a value", () => {
  assert.deepEqual(parseLabels(["a=1", "b", "c=x=y"]), { a: "1", b: "", c: "x=y" });
});

const nowMs = Date.UTC(2026, 0, 2, 12);
for (const [text, expected] of [
  ["10m", nowMs - 600_000],
  ["1h30m", nowMs - 5_400_000],
  ["1767355200", 1767355200_000],
  ["1767355200.5", 1767355200_500],
  ["2026-01-02T11:00:00Z", nowMs - 3_600_000],
] as const) {
  test(`--since ${text}`, () => assert.equal(parseSince(text, nowMs), expected));
}

const refused: readonly [string, () => unknown, RegExp][] = [
  ["a volume of one path", () => parseVolume("/a"), /is not HOST:CONT/],
  ["a volume with an unknown mode", () => parseVolume("/a:/b:rx"), /neither ro nor rw/],
  [
    "a volume with a relative host path",
    () => parseVolume("./a:/b"),
    /neither a path from the root nor a volume/,
  ],
  ["a volume with a relative target", () => parseVolume("/a:b"), /"b" does not begin with a slash/],
  ["a volume of four parts", () => parseVolume("/a:/b:ro:z"), /is not HOST:CONT/],
  ["fewer cpus than none", () => parseDecimal("-1", "--cpus"), /such as 1.5/],
  ["cpus in words", () => parseDecimal("two", "--cpus"), /such as 1.5/],
  ["cpus in hexadecimal", () => parseDecimal("0x2", "--cpus"), /such as 1.5/],
  ["a count with a fraction", () => parseCount("1.5", "--tail"), /whole number/],
  ["a negative count", () => parseCount("-1", "--tail"), /from 0 on/],
  ["an endless count", () => parseCount("99999999999999999999", "--tail"), /whole number/],
  ["a label without a name", () => parseLabels(["=x"]), /no name/],
  ["a variable without a name", () => parseEnv(["=x"]), /no name/],
  ["an unknown network", () => parseNetwork("bridge"), /not known/],
  ["a time in words", () => parseSince("yesterday", nowMs), /is not a time/],
  ["a time with rubbish behind", () => parseSince("10mx", nowMs), /is not a time/],
];

for (const [name, act, message] of refused) {
  test(`refused with Docker's exit code for flags: ${name}`, () => {
    assert.throws(act, { name: "CodedError", kind: "invalid", exitCode: 125, message });
  });
}
