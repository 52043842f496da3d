import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { compressionOf, decompress } from "../../../../src/image/layer/compression.ts";
import { pieces } from "../../../support/layers.ts";

const plain = Buffer.concat([Buffer.from("plain ".repeat(50_000)), randomBytes(300_000)]);
const skippable = Buffer.from("502a4d1804000000deadbeef", "hex");

const forms: Record<string, Buffer> = {
  plain,
  gzip: gzipSync(plain),
  "gzip of two members": Buffer.concat([gzipSync(plain.subarray(0, 1000)), gzipSync(plain.subarray(1000))]),
  zstd: zstdCompressSync(plain),
  "zstd behind a skippable frame": Buffer.concat([skippable, zstdCompressSync(plain)]),
};

for (const [form, bytes] of Object.entries(forms)) {
  test(`${form} bytes come out as they went in, whatever parts they come in`, async () => {
    for (const partBytes of [form === "plain" ? 3 : 100, 65536, bytes.length]) {
      if (partBytes < 100 && bytes.length > 100_000) continue;
      assert.ok((await collect(pieces(bytes, partBytes))).equals(plain));
    }
  });
}

test("few bytes and none are plain", async () => {
  for (const text of ["", "a", "\x1f"])
    assert.equal((await collect(pieces(Buffer.from(text), 1))).toString(), text);
});

test("a damaged stream is refused, and a cut gzip", async () => {
  const bad = [forms.gzip!.subarray(0, -10), scratch(forms.gzip!), scratch(forms.zstd!)];
  for (const bytes of bad) {
    await assert.rejects(collect(pieces(bytes, 50_000)), { kind: "invalid", code: "compression-damaged" });
  }
});

test("other compressions are refused by name", () => {
  assert.throws(() => compressionOf(Buffer.from("fd377a585a00", "hex")), /compressed with xz/);
  assert.throws(() => compressionOf(Buffer.from("BZh91AY")), /compressed with bzip2/);
});

test("an error of the source comes through as it is, and the source is let go", async () => {
  let released = false;
  async function* broken(): AsyncGenerator<Buffer> {
    try {
      yield forms.gzip!.subarray(0, 1000);
      throw new Error("the line broke");
    } finally {
      released = true;
    }
  }
  await assert.rejects(collect(broken()), { message: "the line broke" });
  assert.ok(released);
});

test("whoever stops early lets the source go", async () => {
  let released = false;
  async function* endless(): AsyncGenerator<Buffer> {
    try {
      for (;;) yield Buffer.alloc(1000);
    } finally {
      released = true;
    }
  }
  for await (const _ of decompress(endless())) break;
  assert.ok(released);
});

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of decompress(source)) parts.push(part);
  return Buffer.concat(parts);
}

function scratch(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 30), Buffer.alloc(400, 0xa7), bytes.subarray(430)]);
}
