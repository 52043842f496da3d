import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FLAGS, OPCODES } from "../../../runtime/opcodes.ts";

const header = readFileSync(join(import.meta.dirname, "../../../runtime/native/opcodes.h"), "utf8");

test("the launcher's list and ours have the same steps, numbers and fields in the same order", () => {
  const theirs = [...header.matchAll(/^\s*STEP\((\d+), (\w+), "([slub]*)"\)/gm)].map(
    ([, number, name, fields]) => ({ number: Number(number), name, fields }),
  );
  assert.ok(theirs.length > 30, `only ${theirs.length} steps were found in opcodes.h`);
  const ours = Object.entries(OPCODES).map(([name, { number, fields }]) => ({
    number: number as number,
    name,
    fields: Object.values(fields).join(""),
  }));
  assert.deepEqual(ours, theirs);
});

test("every STEP line of the launcher's list has the one form that is read here", () => {
  const lines = header.split("\n").filter((line) => /^\s+STEP\(/.test(line));
  assert.equal(lines.length, Object.keys(OPCODES).length);
});

test("the bits of flags are the launcher's", () => {
  const theirs = Object.fromEntries(
    [...header.matchAll(/^#define (\w+) (\d+)u\b/gm)].map(([, name, value]) => [name, Number(value)]),
  );
  assert.deepEqual({ ...FLAGS } as Record<string, number>, theirs);
});
