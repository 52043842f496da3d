import assert from "node:assert/strict";
import { readFileSync, realpathSync } from "node:fs";
import { test } from "node:test";
import { CodedError } from "../../../../src/base/errors.ts";
import { parseElf } from "../../../../src/image/starter/elf.ts";

const self = process.execPath;

test("a dynamic program names its interpreter and the libraries it needs", () => {
  const elf = parseElf(readFileSync(self), self);
  assert.equal(elf.bits, 64);
  assert.match(elf.interpreter ?? "", /^\/lib.*\/ld-/);
  assert.ok(
    elf.needed.some((name) => /^libc\./.test(name)),
    elf.needed.join(" "),
  );
});

test("a library has needs but no interpreter", () => {
  const elf = parseElf(readFileSync(self), self);
  const linker = realpathSync(elf.interpreter ?? "");
  assert.equal(parseElf(readFileSync(linker), linker).interpreter, undefined);
});

test("a cut or damaged header is refused by name or read in bounds, never a crash", () => {
  const shell = realpathSync("/bin/sh");
  const whole = readFileSync(shell);
  for (let length = 0; length < 4096; length += 7) readOrRefuse(whole.subarray(0, length));
  for (let at = 4; at < 1024; at += 3) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 0xff;
    readOrRefuse(damaged);
  }
});

test("what is no ELF file is refused by name", () => {
  assert.throws(
    () => parseElf(Buffer.from("#!/bin/sh\n"), "/bin/x"),
    /read program \/bin\/x: not an ELF file/,
  );
});

function readOrRefuse(bytes: Uint8Array): void {
  try {
    parseElf(bytes, "/bin/damaged");
  } catch (error) {
    assert.ok(
      error instanceof CodedError && error.message.startsWith("read program /bin/damaged: "),
      String(error),
    );
  }
}
