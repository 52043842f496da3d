import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import {
  type Compression,
  compressionOf,
  decompress,
  peek,
} from "../../../../src/image/layer/compression.ts";

const text = Buffer.from("some text that repeats ".repeat(20_000));
const skippable = Buffer.concat([Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0]), Buffer.from("skip!")]);
const noise = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * n * 2654435761) >>> 24));

const forms: readonly [what: string, bytes: Buffer, kind: Compression, plain: Buffer][] = [
  ["plain bytes", text, "none", text],
  ["gzip", gzipSync(text), "gzip", text],
  [
    "gzip in two members",
    Buffer.concat([gzipSync(text), gzipSync(noise)]),
    "gzip",
    Buffer.concat([text, noise]),
  ],
  ["zstd", zstdCompressSync(text), "zstd", text],
  [
    "zstd in many frames with others to skip",
    Buffer.concat([
      skippable,
      zstdCompressSync(text),
      zstdCompressSync(""),
      skippable,
      zstdCompressSync(noise),
    ]),
    "zstd",
    Buffer.concat([text, noise]),
  ],
];

for (const [what, bytes, kind, plain] of forms) {
  for (const chunkBytes of [1, 7, 4096, bytes.length]) {
    if (chunkBytes < 10 && bytes.length > 100_000) continue;
    test(`${what} in chunks of ${chunkBytes} come out whole`, async () => {
      const { start, all } = await peek(Readable.from(cut(bytes, chunkBytes)));
      assert.equal(compressionOf(start), kind);
      assert.deepEqual(await buffer(decompress(all)), plain);
    });
  }
}

test("what is cut short fails", async () => {
  for (const [bytes, kind] of [
    [gzipSync(text), "gzip"],
    [zstdCompressSync(noise), "zstd"],
  ] as const) {
    for (const length of [6, 20, bytes.length - 1]) {
      await assert.rejects(
        buffer(decompress(Readable.from([bytes.subarray(0, length)]))),
        `${kind} ${length}`,
      );
    }
  }
});

test("garbage behind a zstd frame fails", async () => {
  const bytes = Buffer.concat([zstdCompressSync(text), Buffer.from("garbage")]);
  await assert.rejects(buffer(decompress(Readable.from([bytes]))), { code: "damaged-zstd" });
});

test("a source that fails makes what is read from it fail", async () => {
  const source = Readable.from(
    (async function* () {
      yield gzipSync(text).subarray(0, 10);
      throw new Error("the cable was pulled");
    })(),
  );
  await assert.rejects(buffer(decompress(source)), /cable/);
});

test("giving up on what is read ends the source", async () => {
  const source = Readable.from(cut(gzipSync(noise), 100));
  for await (const _ of decompress(source)) break;
  assert.equal(source.destroyed, true);
});

test("xz and bzip2 are refused with the command that helps", () => {
  assert.throws(() => compressionOf(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])), { hint: /xz -d/ });
  assert.throws(() => compressionOf(Buffer.from("BZh91AY&")), { hint: /bzip2 -d/ });
});

test("a stream shorter than what is peeked at stays whole", async () => {
  const { start, all } = await peek(Readable.from([Buffer.from("ab")]));
  assert.deepEqual([start.toString(), (await buffer(all)).toString()], ["ab", "ab"]);
  const empty = await peek(Readable.from([]));
  assert.deepEqual([empty.start.length, (await buffer(empty.all)).length], [0, 0]);
});

function* cut(bytes: Buffer, chunkBytes: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
