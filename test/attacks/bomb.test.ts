import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { applyLayer } from "../../src/image/layer/apply.ts";
import { needsRoot, testLayers } from "../support/layers.ts";
import { tarEntry } from "../support/tar.ts";

const MIB = 1024 ** 2;

test("a decompression bomb is stopped long before the disk is full, and nothing of it stays", {
  skip: needsRoot(),
}, async () => {
  await using layers = await testLayers();
  const header = tarEntry({ name: "zeros", size: 7 * 1024 * MIB }).subarray(0, 512);
  // Members of one gzip file, one behind the other: 64 kB that unpack to 64 MiB, over and over.
  const zeros = gzipSync(Buffer.alloc(64 * MIB));
  let sent = 0;
  async function* bomb(): AsyncGenerator<Uint8Array> {
    yield gzipSync(header);
    for (; sent < 112; sent += 1) yield zeros;
  }
  await assert.rejects(applyLayer({ store: layers.store, source: { stream: bomb() }, below: [] }), {
    kind: "invalid",
    code: "expands-too-much",
  });
  assert.ok(sent < 16, `${sent * 64} MiB were let through`);
  assert.deepEqual(readdirSync(join(layers.folder, "layers")), []);
});
