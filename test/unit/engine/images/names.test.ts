import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  type ImageParts,
  imageParts,
  ociFiles,
  type TestImages,
  testImages,
  twoLayers,
} from "../../../support/images.ts";
import { needsRoot } from "../../../support/layers.ts";
import { tar } from "../../../support/tar.ts";

const skip = needsRoot();
const parts = imageParts(twoLayers);
const derived = imageParts([...twoLayers, [{ name: "more", body: "m" }]], {
  config: { created: "2025-01-01T00:00:00Z" },
});

test("an image is found by its names, its id and the beginning of it", { skip }, async () => {
  await using store = await filled();
  const refs = [
    "app:1",
    "docker.io/library/app:1",
    parts.id,
    parts.id.slice(7),
    parts.id.slice(7, 20),
    parts.id.slice(0, 20),
  ];
  for (const ref of refs) assert.equal((await store.images.inspect(ref)).id, parts.id, ref);
  const { manifestDigest } = await store.images.inspect("app:1");
  assert.equal((await store.images.inspect(`app@${manifestDigest}`)).id, parts.id);
});

test("a name that is also the beginning of an id is the name", { skip }, async () => {
  await using store = await filled();
  const short = parts.id.slice(7, 12);
  await store.images.tag("derived:1", `${short}:latest`);
  assert.equal((await store.images.inspect(short)).id, derived.id);
});

const unknown: readonly [ref: string, hint: RegExp][] = [
  ["ap:1", /did you mean app:1\?/],
  ["app", /did you mean app:1\?/],
  ["deriveed", /did you mean derived:1\?/],
  ["something-else-altogether", /wherry starter/],
  ["0".repeat(64), /wherry starter/],
];

for (const [ref, hint] of unknown) {
  test(`"${ref.slice(0, 30)}" is not found, with a hint`, { skip }, async () => {
    await using store = await filled();
    await assert.rejects(store.images.inspect(ref), { kind: "not-found", hint });
  });
}

test("what can be no reference is refused as such", { skip }, async () => {
  await using store = await filled();
  for (const ref of ["", "App:1", "a b", "../x"])
    await assert.rejects(store.images.inspect(ref), { kind: "invalid" });
});

test("the beginning of two ids is too short, and the ids are named", { skip }, async () => {
  await using store = await testImages();
  const images: ImageParts[] = [];
  const firsts = new Set<string>();
  for (let n = 0; images.length === firsts.size; n += 1) {
    const image = imageParts([], { config: { author: `${n}` } });
    images.push(image);
    firsts.add(image.id[7]!);
  }
  await load(
    store,
    images.map((image, n) => ({ ...image, name: `x:${n}` })),
  );
  const twice = images.at(-1)!.id[7]!;
  await assert.rejects(store.images.inspect(twice), {
    kind: "not-found",
    hint: /write more digits: \w{12}, \w{12}/,
  });
});

test("a new name stands beside the old one, and another image that had it loses it", { skip }, async () => {
  await using store = await filled();
  await store.images.tag("app:1", "me/app");
  assert.deepEqual((await store.images.inspect("me/app:latest")).references, ["app:1", "me/app:latest"]);
  await store.images.tag("derived:1", "me/app");
  assert.deepEqual((await store.images.inspect("app:1")).references, ["app:1"]);
  assert.deepEqual((await store.images.inspect("derived:1")).references, ["derived:1", "me/app:latest"]);
});

test("a name that cannot be given is refused", { skip }, async () => {
  await using store = await filled();
  await assert.rejects(store.images.tag("app:1", "Not Valid"), { kind: "invalid" });
  await assert.rejects(store.images.tag("app:1", `x@${parts.id}`), { kind: "invalid", message: /no digest/ });
  await assert.rejects(store.images.tag("nowhere", "x:1"), { kind: "not-found" });
});

test("with its last name an image goes, but for the layers that another one stands on", {
  skip,
}, async () => {
  await using store = await filled();
  await store.images.tag("app:1", "app:2");
  assert.deepEqual(await store.images.remove("app:1"), { untagged: ["app:1"], deleted: [] });
  assert.deepEqual(await store.images.remove("app:2"), { untagged: ["app:2"], deleted: [parts.id] });
  assert.equal((await store.layers.list()).length, 3);
  await store.resolve("derived:1");
  const { deleted } = await store.images.remove("derived:1");
  assert.equal(deleted.length, 4, "the image and its three layers");
  assert.deepEqual(await store.layers.list(), []);
  assert.deepEqual(store.contents().blobs, []);
  await assert.rejects(store.images.remove("derived:1"), { kind: "not-found" });
});

test("by its id an image goes with its names, if they are of one repository", { skip }, async () => {
  await using store = await filled();
  await store.images.tag("app:1", "app:2");
  assert.deepEqual((await store.images.remove(parts.id.slice(7, 19))).untagged, ["app:1", "app:2"]);
  await store.images.tag("derived:1", "else:1");
  await assert.rejects(store.images.remove(derived.id), {
    kind: "conflict",
    hint: /--force/,
    message: /derived:1, else:1/,
  });
  assert.deepEqual((await store.images.remove(derived.id, { force: true })).untagged, [
    "derived:1",
    "else:1",
  ]);
});

test("an image that a container uses stays; with force it loses its names alone", { skip }, async () => {
  await using store = await filled();
  store.users.set(parts.id, ["c0ffee".repeat(10)]);
  const before = store.contents();
  await assert.rejects(store.images.remove("app:1"), { kind: "conflict", message: /c0ffeec0ffee/ });
  assert.deepEqual(store.contents(), before);
  await store.images.remove("app:1", { force: true });
  const dangling = (await store.images.list()).find(({ id }) => id === parts.id);
  assert.deepEqual([dangling?.references, dangling?.usedBy.length], [[], 1]);
  await store.resolve(parts.id);
  store.users.clear();
  assert.equal((await store.images.remove(parts.id)).deleted[0], parts.id);
});

test("an image keeps its name when nobody can tell what stands on its layers", { skip }, async () => {
  await using store = await filled();
  await store.resolve("app:1");
  const before = store.contents();
  store.state.failure = new Error("the database is damaged");
  await assert.rejects(store.images.remove("app:1"), /the database is damaged/);
  assert.deepEqual(store.contents(), before);
});

test("an image whose manifest is damaged hides no other, and can be removed", { skip }, async () => {
  await using store = await filled();
  const { manifestDigest } = await store.images.inspect("app:1");
  await store.images.tag("derived:1", "copy:1");
  await using fresh = await reopened(store, () =>
    writeFileSync(join(store.dataDir, "images/blobs/sha256", manifestDigest.slice(7)), "torn"),
  );
  assert.deepEqual(
    (await fresh.images.list()).map(({ references }) => references),
    [["derived:1", "copy:1"]],
  );
  await assert.rejects(fresh.images.inspect("app:1"), { code: "damaged-blob" });
  const removed = await fresh.images.remove("app:1");
  assert.deepEqual(removed.untagged, ["app:1"]);
  await fresh.resolve("derived:1");
});

test("sweeping takes what a killed process left, and nothing that an image stands on", { skip }, async () => {
  await using store = await filled();
  const before = store.contents();
  await store.sweep();
  assert.deepEqual(store.contents(), before);
  await using draft = await store.layers.draft();
  await draft.commit(`sha256:${"1".repeat(64)}`, { entries: [] });
  await store.sweep();
  assert.equal(
    store.contents().layers.length,
    4,
    "what is new may be another process's, not yet in the index",
  );
  store.clock.aheadMs = 2 * 60 * 60 * 1000;
  await store.sweep();
  assert.deepEqual(store.contents(), before);
});

test("every change is told, and what changes nothing is not", { skip }, async () => {
  await using store = await filled();
  const count = store.changes();
  await store.images.tag("app:1", "x:1");
  await store.images.remove("x:1");
  assert.equal(store.changes(), count + 2);
  await assert.rejects(store.images.remove("x:1"));
  await store.images.list();
  assert.equal(store.changes(), count + 2);
});

async function filled(): Promise<TestImages> {
  const store = await testImages();
  await load(store, [
    { ...parts, name: "app:1" },
    { ...derived, name: "derived:1" },
  ]);
  return store;
}

async function load(store: TestImages, images: readonly (ImageParts & { name: string })[]): Promise<void> {
  const path = join(store.folder, "in.tar");
  writeFileSync(path, tar(...ociFiles(...images)));
  await store.images.load({ path });
}

/** Another process's view of the same root, which remembers nothing. */
async function reopened(store: TestImages, meanwhile: () => void): Promise<TestImages> {
  meanwhile();
  return testImages({ folder: store.folder });
}
