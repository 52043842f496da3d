import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { digestHex, digestOf } from "../../../../src/base/digest.ts";
import { createLayerStore } from "../../../../src/image/layer/layer-store.ts";
import { temporaryFolder } from "../../../support/temporary.ts";
import { directory, entry, tree } from "./entry.ts";

const id = digestOf("one");
const files = tree(directory(""), entry("a"));

test("a layer is there once its draft is committed, and not before", async () => {
  await using folder = await temporaryFolder();
  const store = createLayerStore({ dir: folder.path });
  await using draft = await store.draft();
  await writeFile(join(draft.fsDir, "a"), "");
  assert.deepEqual([await store.has(id), await store.list()], [false, []]);
  await assert.rejects(store.readTree(id), { code: "layer-not-found" });
  await draft.commit(id, files);
  assert.deepEqual([await store.has(id), await store.list()], [true, [id]]);
  assert.deepEqual(await store.readTree(id), files);
  assert.deepEqual(await readdir(store.dirOf(id).fsDir), ["a"]);
});

test("a layer's figures are told with and without its summary: hard links and directories weigh nothing", async () => {
  await using folder = await temporaryFolder();
  const store = createLayerStore({ dir: folder.path });
  await using draft = await store.draft();
  const link = { kind: "hardlink", sizeBytes: 5, linkTarget: "a" } as const;
  await draft.commit(
    id,
    tree(directory(""), entry("a", { sizeBytes: 5 }), entry("b", link), entry("c", { kind: "whiteout" })),
  );
  assert.deepEqual(await store.summary(id), { sizeBytes: 5, fileCount: 2 });
  await writeFile(join(store.dirOf(id).dir, "summary"), "torn{");
  assert.deepEqual(await store.summary(id), { sizeBytes: 5, fileCount: 2 });
});

test("which directories hide what is below is told from the summary, and from the tree where the summary does not say", async () => {
  await using folder = await temporaryFolder();
  const store = createLayerStore({ dir: folder.path });
  await using draft = await store.draft();
  await draft.commit(id, tree(directory(""), directory("hides", { opaque: true }), directory("shows")));
  const { dir, treeFile } = store.dirOf(id);
  const answers = () => Promise.all(["hides", "shows", "nowhere"].map((path) => store.isOpaque(id, path)));
  const [whole, aside] = [await readFile(treeFile), join(dir, "aside")];
  await rename(treeFile, aside);
  assert.deepEqual(await answers(), [true, false, false]);
  await writeFile(treeFile, whole);
  await writeFile(join(dir, "summary"), JSON.stringify({ sizeBytes: 0, fileCount: 0 }));
  assert.deepEqual(await answers(), [true, false, false]);
  assert.deepEqual(await store.summary(id), { sizeBytes: 0, fileCount: 0 });
});

test("a draft that is given up leaves nothing", async () => {
  await using folder = await temporaryFolder();
  const store = createLayerStore({ dir: folder.path });
  {
    await using draft = await store.draft();
    await writeFile(join(draft.fsDir, "a"), "");
  }
  assert.deepEqual(await readdir(folder.path), []);
});

test("of two drafts of one layer the first stays and the other goes", async () => {
  await using folder = await temporaryFolder();
  const [one, two] = [createLayerStore({ dir: folder.path }), createLayerStore({ dir: folder.path })];
  {
    await using first = await one.draft();
    await using second = await two.draft();
    await writeFile(join(first.fsDir, "first"), "");
    await Promise.all([first.commit(id, files).then(() => second.commit(id, files))]);
  }
  assert.deepEqual(await readdir(one.dirOf(id).fsDir), ["first"]);
  assert.deepEqual(await readdir(folder.path), [digestHex(id)]);
});

test("a removed layer is gone as a whole, and removing it again is no error", async () => {
  await using folder = await temporaryFolder();
  const store = createLayerStore({ dir: folder.path });
  await using draft = await store.draft();
  await draft.commit(id, files);
  await store.remove(id);
  await store.remove(id);
  assert.deepEqual([await store.has(id), await readdir(folder.path)], [false, []]);
});

test("cleaning takes the drafts of processes that are gone and spares those of living ones", async () => {
  await using folder = await temporaryFolder();
  const store = createLayerStore({ dir: folder.path });
  const { pid: gone } = spawnSync("true");
  await using mine = await store.draft();
  for (const name of [`draft-${gone}-12345-ab`, `draft-${process.pid}-1-ab`, "draft-nonsense"]) {
    await mkdir(join(folder.path, name, "fs"), { recursive: true });
  }
  await using second = await store.draft();
  await second.commit(id, files);
  await store.clean();
  const kept = [mine.dir.slice(folder.path.length + 1), digestHex(id)].sort();
  assert.deepEqual((await readdir(folder.path)).sort(), kept);
});

test("a store whose folder is not there yet is empty", async () => {
  await using folder = await temporaryFolder();
  const store = createLayerStore({ dir: join(folder.path, "none") });
  assert.deepEqual(await store.list(), []);
  await store.clean();
});
