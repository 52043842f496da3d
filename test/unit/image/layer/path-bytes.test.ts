import assert from "node:assert/strict";
import { test } from "node:test";
import { pathFromBytes, pathToBytes } from "../../../../src/image/layer/path-bytes.ts";

test("names keep their bytes, whatever they are", () => {
  const names = ["etc/passwd", "größe", "日本", "\ufffd", "\ufeffbom", "🚢"].map((name) => Buffer.from(name));
  const odd = [
    [0xff],
    [0x61, 0xc3],
    [0xc3, 0x28, 0xe2, 0x82],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f, 0x9a],
    [0xc0, 0xaf],
  ];
  for (const bytes of [...names, ...odd.map((list) => Buffer.from(list))]) {
    assert.deepEqual(pathToBytes(pathFromBytes(bytes)), bytes);
  }
});

test("a name in UTF-8 reads as that text, and two names never read alike", () => {
  assert.equal(pathFromBytes(Buffer.from("größe")), "größe");
  assert.notEqual(pathFromBytes(Buffer.from([0xff])), pathFromBytes(Buffer.from([0xfe])));
  assert.notEqual(pathFromBytes(Buffer.from([0xff])), pathFromBytes(Buffer.from("\ufffd")));
});
