import assert from "node:assert/strict";
import { test } from "node:test";
import { createFileText, hexRows, looksBinary } from "../../../../src/stores/files/file-text.ts";

test("lines come out the same wherever the slices are cut", () => {
  const bytes = Buffer.from("one\r\n\ttab\na\tb\n한글\n\nend", "utf8");
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const text = createFileText();
    text.add(bytes.subarray(0, cut), false);
    text.add(bytes.subarray(cut), true);
    assert.deepEqual(text.lines, ["one", "        tab", "a       b", "한글", "", "end"], `cut at ${cut}`);
    assert.equal(text.strange, 0);
  }
});

test("a newline at the end makes no empty line", () => {
  const text = createFileText();
  text.add(Buffer.from("a\n"), true);
  assert.deepEqual(text.lines, ["a"]);
});

test("bytes that are no UTF-8 are counted, and stand as one mark each", () => {
  const text = createFileText();
  text.add(Buffer.from("caf\xe9 \xff!", "latin1"), true);
  assert.deepEqual([text.lines, text.strange], [["caf\ufffd \ufffd!"], 2]);
});

test("binary is what has a zero byte or is mostly no text", () => {
  assert.equal(looksBinary(Buffer.from("text\n")), false);
  assert.equal(looksBinary(Buffer.from("naïve café")), false);
  assert.equal(looksBinary(Buffer.from("a\0b")), true);
  assert.equal(looksBinary(Buffer.from([0xff, 0xfe, 0x80, 0x90, 0x41])), true);
  assert.equal(looksBinary(Buffer.alloc(0)), false);
});

test("hex rows have the offset, sixteen bytes and what of them is ASCII", () => {
  const bytes = Buffer.from("\x7fELF\x00\x01 0123456789abcdef", "latin1");
  assert.deepEqual(hexRows(bytes, 0, 10), [
    "00000000  7f 45 4c 46 00 01 20 30  31 32 33 34 35 36 37 38  .ELF.. 012345678",
    "00000010  39 61 62 63 64 65 66                              9abcdef",
  ]);
  assert.equal(hexRows(bytes, 1, 1).length, 1);
});
