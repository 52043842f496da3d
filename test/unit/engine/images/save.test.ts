import assert from "node:assert/strict";
import { createWriteStream, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { imageParts, ociFiles, type TestImages, testImages, twoLayers } from "../../../support/images.ts";
import { needsRoot } from "../../../support/layers.ts";
import { tar } from "../../../support/tar.ts";

const skip = needsRoot();
const parts = imageParts(twoLayers);

test("what is saved loads elsewhere as the same images with the same names", { skip }, async () => {
  await using here = await filled();
  await using there = await testImages();
  await here.images.tag("app:1", "me/app:2");
  const path = join(here.folder, "out.tar");
  await here.images.save(["app:1", "other:1", "me/app:2"], { path });
  const loaded = await there.images.load({ path });
  assert.deepEqual(
    loaded.map(({ references }) => references),
    [["app:1", "me/app:2"], ["other:1"]],
  );
  const { index: _there, ...files } = there.contents();
  const { index: _here, ...expected } = here.contents();
  assert.deepEqual(files, expected);
});

test("an image saved by its id has no name", { skip }, async () => {
  await using here = await filled();
  await using there = await testImages();
  const path = join(here.folder, "out.tar");
  await here.images.save([parts.id.slice(7, 19)], { path });
  assert.deepEqual(await there.images.load({ path }), [{ id: parts.id, references: [] }]);
});

test("the same images give the same bytes, to a file and to a stream that takes its time", {
  skip,
}, async () => {
  await using store = await filled();
  const path = join(store.folder, "out.tar");
  await store.images.save(["app:1", "other:1"], { path });
  const slow = new PassThrough({ highWaterMark: 10 });
  const received = buffer(slow);
  await store.images.save(["app:1", "other:1"], slow);
  slow.end();
  assert.deepEqual(await received, readFileSync(path));
});

test("a stream that breaks ends the save with its reason", { skip }, async () => {
  await using store = await filled();
  let writes = 0;
  const broken = new Writable({
    highWaterMark: 1,
    write(_chunk, _encoding, next) {
      writes += 1;
      next(writes > 3 ? new Error("the other end is gone") : null);
    },
  });
  await assert.rejects(store.images.save(["app:1"], broken), {
    kind: "unavailable",
    message: /the other end is gone/,
  });
});

test("a full disk behind the stream is told as such, with what to do", { skip }, async () => {
  await using here = await filled();
  await assert.rejects(here.images.save(["app:1"], createWriteStream("/dev/full")), {
    code: "disk-full",
    message: "save images: no space left on the disk",
    hint: /free some space/,
  });
});

test("a save that is given up leaves the file that was there as it was, and nothing beside it", {
  skip,
}, async () => {
  await using store = await filled();
  const path = join(store.folder, "out.tar");
  writeFileSync(path, "before");
  const before = readdirSync(store.folder);
  const abort = new AbortController();
  const save = store.images.save(
    ["app:1"],
    { path },
    { signal: abort.signal, onProgress: () => abort.abort() },
  );
  await assert.rejects(save, { name: "AbortError" });
  assert.equal(readFileSync(path, "utf8"), "before");
  assert.deepEqual(readdirSync(store.folder), before);
});

test("a save to a stream that never drains can be given up", { skip }, async () => {
  await using store = await filled();
  const abort = new AbortController();
  const stuck = new Writable({ highWaterMark: 1, write() {} });
  const save = store.images.save(["app:1"], stuck, { signal: abort.signal });
  setImmediate(() => abort.abort());
  await assert.rejects(save, { name: "AbortError" });
});

test("what cannot be saved is told before anything is written", { skip }, async () => {
  await using store = await filled();
  const path = join(store.folder, "out.tar");
  await assert.rejects(store.images.save([], { path }), { kind: "invalid" });
  await assert.rejects(store.images.save(["app:1", "nowhere"], { path }), {
    kind: "not-found",
    message: /nowhere/,
  });
  await assert.rejects(store.images.save(["app:1"], { path: store.folder }), {
    kind: "invalid",
    message: /folder/,
  });
  await assert.rejects(store.images.save(["app:1"], { path: join(store.folder, "no/where.tar") }), {
    kind: "not-found",
    message: /is not there/,
  });
  assert.ok(!readdirSync(store.folder).some((name) => name.includes("out.tar")));
});

test("an image whose blob was cut on the disk is not saved", { skip }, async () => {
  await using store = await filled();
  writeFileSync(join(store.dataDir, "images/blobs/sha256", parts.diffIds[0]!.slice(7)), "cut");
  await assert.rejects(store.images.save(["app:1"], { path: join(store.folder, "out.tar") }), {
    code: "damaged-image",
  });
});

async function filled(): Promise<TestImages> {
  const store = await testImages();
  const other = imageParts([twoLayers[0]!, [{ name: "other", body: "o" }]]);
  const path = join(store.folder, "in.tar");
  writeFileSync(path, tar(...ociFiles({ ...parts, name: "app:1" }, { ...other, name: "other:1" })));
  await store.images.load({ path });
  return store;
}
