import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { digestOf } from "../../../src/base/digest.ts";
import { CodedError } from "../../../src/base/errors.ts";
import { openBlobStore } from "../../../src/image/blob-store.ts";
import { takeLayer } from "../../../src/image/take-layer.ts";
import { pieces } from "../../support/layers.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const bytes = Buffer.alloc(3_000_000, "layer");

async function take(unpack: (bytes: AsyncGenerator<Buffer>) => Promise<number>, digest = digestOf(bytes)) {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(join(folder.path, "images"));
  await using stage = await blobs.stage();
  return await takeLayer(
    pieces(bytes, 65536) as AsyncIterable<Buffer>,
    { put: (source, action) => stage.put(source, { digest, what: "it" }, action), unpack },
    {},
  );
}

test("the blob is kept and the same bytes are unpacked", async () => {
  const { blob, unpacked } = await take(async (source) => {
    let sizeBytes = 0;
    for await (const chunk of source) sizeBytes += chunk.length;
    return sizeBytes;
  });
  assert.deepEqual([blob, unpacked], [{ digest: digestOf(bytes), sizeBytes: bytes.length }, bytes.length]);
});

test("an unpacking that needs no bytes leaves the blob to be kept", async () => {
  assert.equal((await take(async () => 0)).blob.sizeBytes, bytes.length);
});

const refused = new CodedError("invalid", "tar-damaged", "read tar: bad");

test("content that is refused is told as such where the blob is whole", async () => {
  await assert.rejects(
    take(async () => {
      throw refused;
    }),
    refused,
  );
});

test("a damaged blob is told as such, whatever unpacking came upon", async () => {
  const failing = take(
    async () => {
      throw refused;
    },
    digestOf(Buffer.from("other")),
  );
  await assert.rejects(failing, { code: "damaged-blob" });
});

test("what is not the content's fault stops the copying at once", async () => {
  const full = new CodedError("unavailable", "disk-full", "unpack: no space left");
  await assert.rejects(
    take(async () => {
      throw full;
    }),
    full,
  );
});
