import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type DecodedEntry, decodeEntries } from "../../../../src/image/layer/entry-decoder.ts";
import { EntryEncoder } from "../../../../src/image/layer/entry-encoder.ts";
import {
  ENTRY_LETTERS,
  ENTRY_VERSION,
  type EntryRecord,
  type FileAttributes,
} from "../../../../src/image/layer/entry-record.ts";
import { pieces } from "../../../support/layers.ts";

const attributes: FileAttributes = {
  mode: 0o4755,
  uid: 4294967294,
  gid: 1,
  mtime: { seconds: -5, nanoseconds: 999_999_999 },
  xattrs: new Map([
    ["user.a", Buffer.from([0, 255])],
    ["security.capability", Buffer.alloc(60_000, 1)],
  ]),
};
const content = Buffer.alloc(100_000, "abc");
const records: readonly EntryRecord[] = [
  { op: "directory", path: "", attributes, opaque: true },
  {
    op: "file",
    path: "f\udcff",
    attributes: { ...attributes, inode: 2n ** 63n + 1n },
    sizeBytes: content.length,
    content: true,
  },
  { op: "symlink", path: "s", attributes, target: "ö/\udc80" },
  { op: "character", path: "c", attributes, device: { major: 4294967295, minor: 0 } },
  { op: "block", path: "b", attributes, device: { major: 1, minor: 2 } },
  { op: "fifo", path: "p", attributes },
  { op: "whiteout", path: "w" },
  { op: "end" },
];

function encode(): Buffer {
  const parts: Buffer[] = [];
  const encoder = new EntryEncoder((bytes) => parts.push(bytes));
  for (const record of records) {
    encoder.put(record);
    if (record.op === "file") encoder.content(content);
  }
  encoder.flush();
  return Buffer.concat(parts);
}

async function decode(bytes: Buffer, partBytes: number): Promise<DecodedEntry[]> {
  const decoded: DecodedEntry[] = [];
  for await (const one of decodeEntries(pieces(bytes, partBytes))) decoded.push(one);
  return decoded;
}

test("records read back as they were written, whatever parts they come in", async () => {
  for (const partBytes of [999, 65536, 1_000_000]) {
    const decoded = await decode(encode(), partBytes);
    const parts = decoded.flatMap((one) => (one.op === "content" ? [one.bytes] : []));
    assert.deepEqual(
      decoded.filter(({ op }) => op !== "content"),
      records,
    );
    assert.ok(Buffer.concat(parts).equals(content));
  }
});

test("a stream that ends early or is none is refused", async () => {
  const bytes = encode();
  for (const bad of [
    bytes.subarray(0, -1),
    bytes.subarray(0, 50),
    Buffer.from("XXXX\x01\0\0\0"),
    Buffer.alloc(0),
  ]) {
    await assert.rejects(decode(bad, 4096), { kind: "internal", code: "entries-malformed" });
  }
});

test("both languages know the same letters and version", () => {
  const header = readFileSync(join(import.meta.dirname, "../../../../runtime/native/entries.h"), "utf8");
  const list = header.slice(header.indexOf("op  meaning"), header.indexOf("Paths have no leading"));
  const letters = [...list.matchAll(/^ \* {3}((?:[A-Z] )+) *[a-z]/gm)].flatMap((match) =>
    match[1]!.trim().split(" "),
  );
  assert.deepEqual(letters.sort(), Object.values(ENTRY_LETTERS).sort());
  assert.ok(header.includes(`ENTRIES_VERSION = ${ENTRY_VERSION},`));
});
