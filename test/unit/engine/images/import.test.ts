import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { CodedError } from "../../../../src/base/errors.ts";
import { testImages, twoLayers } from "../../../support/images.ts";
import { needsRoot } from "../../../support/layers.ts";
import { tar } from "../../../support/tar.ts";

const skip = needsRoot();
const root = tar(...twoLayers[0]!);

for (const [what, bytes] of [
  ["plain", root],
  ["gzip", gzipSync(root)],
  ["zstd", zstdCompressSync(root)],
] as const) {
  test(`a root file system in ${what} becomes an image of one layer, the same from a file and a stream`, {
    skip,
  }, async () => {
    await using store = await testImages();
    const path = join(store.folder, "root.tar");
    writeFileSync(path, bytes);
    const options = { reference: "mine", message: "why", changes: ['CMD ["sh"]', "ENV A=1"] };
    const image = await store.images.import({ path }, options);
    assert.deepEqual(image.references, ["mine:latest"]);
    assert.deepEqual(await store.images.import({ stream: Readable.from([bytes]) }, options), image);
    const { config, layers, createdAtMs, sizeBytes } = await store.images.inspect("mine");
    assert.deepEqual([config.process.cmd, config.process.env, config.os], [["sh"], ["A=1"], "linux"]);
    assert.deepEqual([layers.length, createdAtMs, sizeBytes], [1, 1_700_000_000_000, 3006]);
    assert.equal((await store.images.history("mine"))[0]?.comment, "why");
    const { chainIds } = await store.resolve("mine");
    assert.equal(readFileSync(join(store.layers.dirOf(chainIds[0]!).fsDir, "etc/hello"), "utf8"), "hello\n");
  });
}

test("the same tar in any compression gives the same image id", { skip }, async () => {
  await using store = await testImages();
  const ids = [];
  for (const bytes of [root, gzipSync(root, { level: 9 }), zstdCompressSync(root)]) {
    ids.push((await store.images.import({ stream: Readable.from([bytes]) }, { message: "m" })).id);
  }
  assert.deepEqual(new Set(ids).size, 1);
});

const bad: readonly [what: string, bytes: Buffer][] = [
  ["nothing at all", Buffer.alloc(0)],
  ["text", Buffer.from("this is no tar, however long one reads it".repeat(50))],
  ["a tar cut short", root.subarray(0, 2500)],
  ["a gzip cut short", gzipSync(root).subarray(0, 100)],
  ["a tar that climbs", tar({ name: "../../evil", body: "x" })],
];

for (const [what, bytes] of bad) {
  test(`${what} is refused and leaves the store as it was`, { skip }, async () => {
    await using store = await testImages();
    const before = store.contents();
    await assert.rejects(store.images.import({ stream: Readable.from([bytes]) }, { reference: "x" }), {
      kind: "invalid",
    });
    assert.deepEqual(store.contents(), before);
  });
}

test("what only another program unpacks is refused with the pipe that does it", { skip }, async () => {
  await using store = await testImages();
  const path = join(store.folder, "my root.tar.xz");
  writeFileSync(path, Buffer.from("fd377a585a000004e6d6b446", "hex"));
  const unpack = `xz -dc '${path}'`;
  const hints: [() => Promise<unknown>, string][] = [
    [() => store.images.import({ path }, { reference: "x:1" }), `${unpack} | wherry import - x:1`],
    [() => store.images.load({ path }), `${unpack} | wherry load`],
    [
      () => store.images.import({ stream: Readable.from([Buffer.from("BZh91AY&SY")]) }, {}),
      "… | bzip2 -dc | wherry import -",
    ],
  ];
  for (const [refused, hint] of hints) {
    await assert.rejects(
      refused,
      (error) => error instanceof CodedError && error.kind === "invalid" && error.hint!.endsWith(hint),
      hint,
    );
  }
});

test("what cannot be imported is told before anything is read", { skip }, async () => {
  await using store = await testImages();
  const source = { path: join(store.folder, "nowhere.tar") };
  await assert.rejects(store.images.import(source, {}), { kind: "not-found" });
  await assert.rejects(store.images.import({ path: store.folder }, {}), { kind: "invalid", hint: /tar -C/ });
  await assert.rejects(store.images.import(source, { reference: "Not Valid" }), { kind: "invalid" });
  await assert.rejects(store.images.import(source, { changes: ["FROM x"] }), { kind: "invalid" });
});

test("an import that is given up leaves the store as it was", { skip }, async () => {
  await using store = await testImages();
  const before = store.contents();
  const silent = new Readable({ read() {} });
  silent.push(root.subarray(0, 1024));
  const abort = new AbortController();
  const running = store.images.import(
    { stream: silent },
    {},
    { signal: abort.signal, onProgress: () => abort.abort() },
  );
  setImmediate(() => abort.abort());
  await assert.rejects(running, { name: "AbortError" });
  assert.deepEqual(store.contents(), before);
  assert.equal(silent.destroyed, true);
});

test("the starter image comes from this machine's programs, twice the same", { skip }, async () => {
  await using store = await testImages();
  const phases = new Set<string>();
  const onProgress = ({ phase }: { phase: string }): void => void phases.add(phase);
  const first = await store.images.starter({ programs: [] }, { onProgress });
  assert.deepEqual(first.references, ["starter:latest"]);
  assert.deepEqual([...phases], ["reading programs", "packing", "unpacking"]);
  const second = await store.images.starter({ programs: [], reference: "again:1" });
  assert.equal(second.id, first.id);
  const { entries } = await store.images.tree("starter", { view: "stack" });
  assert.ok(entries.some(({ path }) => path === "etc/passwd"));
  const before = store.contents();
  await assert.rejects(store.images.starter({ programs: ["no-such-program"] }), { kind: "not-found" });
  assert.deepEqual(store.contents(), before);
});
