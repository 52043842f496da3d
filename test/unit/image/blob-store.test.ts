import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { digestOf } from "../../../src/base/digest.ts";
import { openBlobStore } from "../../../src/image/blob-store.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const bytes = Buffer.from("some bytes");
const digest = digestOf(bytes);

test("a blob comes back as it was put", async () => {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(folder.path);
  const put = await blobs.put(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]), {
    digest,
    sizeBytes: 10,
  });
  assert.deepEqual(put, { digest, sizeBytes: 10 });
  assert.deepEqual(await blobs.read(digest, 100), bytes);
  assert.equal(await blobs.size(digest), 10);
  assert.deepEqual(await blobs.list(), [digest]);
  assert.equal(await blobs.delete(digest), true);
  assert.equal(await blobs.delete(digest), false);
  assert.equal(await blobs.size(digest), undefined);
});

const wrong: readonly [what: string, expected: object, reason: RegExp][] = [
  ["another digest", { digest: digestOf("other") }, /instead of/],
  ["fewer bytes than it says", { sizeBytes: 11 }, /10 bytes instead of 11/],
  ["more bytes than it says", { sizeBytes: 9 }, /more than 9 bytes/],
  ["more bytes than the limit", { limitBytes: 4 }, /more than 4 bytes/],
];

for (const [what, expected, reason] of wrong) {
  test(`a blob with ${what} leaves nothing behind`, async () => {
    await using folder = await temporaryFolder();
    const blobs = await openBlobStore(folder.path);
    await assert.rejects(blobs.put(Readable.from([bytes]), expected), { kind: "invalid", message: reason });
    assert.deepEqual(await blobs.list(), []);
    assert.deepEqual(readdirSync(join(folder.path, "staging")), []);
  });
}

test("a stage shows nothing before it is committed, and drops what it was not asked to commit", async () => {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(folder.path);
  {
    await using stage = await blobs.stage();
    await stage.put(bytes, {});
    assert.equal(await blobs.size(digest), undefined);
  }
  assert.deepEqual(await blobs.list(), []);
});

test("a blob that a stage has taken survives its removal meanwhile", async () => {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(folder.path);
  await blobs.put(bytes, {});
  await using stage = await blobs.stage();
  assert.equal(await stage.adopt({ digest, sizeBytes: 11 }), false, "a blob of another size is not it");
  assert.equal(await stage.adopt({ digest, sizeBytes: 10 }), true);
  await blobs.delete(digest);
  await stage.commit();
  assert.deepEqual(await blobs.read(digest, 100), bytes);
});

test("a source that fails leaves nothing behind and says why", async () => {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(folder.path);
  const source = new Readable({
    read() {
      this.push(bytes);
      this.destroy(new Error("the cable was pulled"));
    },
  });
  await assert.rejects(blobs.put(source, {}), /the cable was pulled/);
  assert.deepEqual(readdirSync(join(folder.path, "staging")), []);
});

test("an aborted put leaves nothing behind", async () => {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(folder.path);
  const abort = new AbortController();
  const put = blobs.put(
    Readable.from([bytes, bytes]),
    {},
    { signal: abort.signal, onProgress: () => abort.abort() },
  );
  await assert.rejects(put, { name: "AbortError" });
  assert.deepEqual(readdirSync(join(folder.path, "staging")), []);
});

test("bytes that went bad on the disk are not handed out", async () => {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(folder.path);
  await blobs.put(bytes, {});
  writeFileSync(blobs.pathOf(digest), "other bytes");
  await assert.rejects(blobs.read(digest, 100), { code: "damaged-blob" });
});

test("what a killed process left is dropped, what a living one makes is not", async () => {
  await using folder = await temporaryFolder();
  const blobs = await openBlobStore(folder.path);
  const dead = spawnSync("true").pid;
  mkdirSync(join(folder.path, "staging", `${dead}-12345-0123456789ab`));
  await using stage = await blobs.stage();
  await blobs.removeAbandoned();
  assert.deepEqual(readdirSync(join(folder.path, "staging")), [stage.dir.split("/").at(-1)]);
});

test("a new store is an OCI layout", async () => {
  await using folder = await temporaryFolder();
  await openBlobStore(folder.path);
  await openBlobStore(folder.path);
  assert.deepEqual(JSON.parse(readFileSync(join(folder.path, "oci-layout"), "utf8")), {
    imageLayoutVersion: "1.0.0",
  });
});
