import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { digestOf } from "../../../../src/base/digest.ts";
import type { Progress } from "../../../../src/base/progress.ts";
import {
  descriptor,
  dockerFiles,
  imageParts,
  json,
  ociFiles,
  type TestImages,
  testImages,
  twoLayers,
} from "../../../support/images.ts";
import { needsRoot } from "../../../support/layers.ts";
import type { TarEntry } from "../../../support/tar.ts";
import { tar } from "../../../support/tar.ts";

const skip = needsRoot();

const GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
const ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";

const parts = imageParts(twoLayers);
const gzipped = imageParts(twoLayers, { pack: (plain) => gzipSync(plain), layerType: GZIP });
const zstd = imageParts(twoLayers, { pack: (plain) => zstdCompressSync(plain), layerType: ZSTD });

const archives: readonly [what: string, bytes: () => Buffer][] = [
  ["a docker-archive", () => tar(...dockerFiles({ ...parts, tags: ["app:1"] }))],
  ["a docker-archive in gzip", () => gzipSync(tar(...dockerFiles({ ...parts, tags: ["app:1"] })))],
  ["a docker-archive with gzip layers", () => tar(...dockerFiles({ ...gzipped, tags: ["app:1"] }))],
  ["an OCI archive", () => tar(...ociFiles({ ...parts, name: "app:1" }))],
  ["an OCI archive in zstd", () => zstdCompressSync(tar(...ociFiles({ ...parts, name: "app:1" })))],
  ["an OCI archive with gzip layers", () => tar(...ociFiles({ ...gzipped, name: "app:1" }))],
  ["an OCI archive with zstd layers", () => tar(...ociFiles({ ...zstd, name: "app:1" }))],
  ["an OCI archive whose names begin with ./", () => tar(...prefixed(ociFiles({ ...parts, name: "app:1" })))],
  ["a docker-archive whose second layer is a link", () => tar(...linked())],
];

for (const [what, bytes] of archives) {
  for (const door of ["file", "stream"] as const) {
    test(`${what} from a ${door} is loaded with its id, name and files`, { skip }, async () => {
      await using store = await testImages();
      const loaded = await load(store, bytes(), door);
      assert.deepEqual(loaded, [{ id: parts.id, references: ["app:1"] }]);
      await expectWhole(store, "app:1");
    });
  }
}

test("an OCI layout folder is loaded", { skip }, async () => {
  await using store = await testImages();
  const dir = join(store.folder, "layout");
  for (const { name, body } of ociFiles({ ...parts, name: "app:1" })) {
    mkdirSync(dirname(join(dir, String(name))), { recursive: true });
    writeFileSync(join(dir, String(name)), body ?? "");
  }
  assert.deepEqual(await store.images.load({ path: dir }), [{ id: parts.id, references: ["app:1"] }]);
  await expectWhole(store, "app:1");
});

test("an archive with two images loads both; what they share is there once", { skip }, async () => {
  await using store = await testImages();
  const [base] = twoLayers;
  const other = imageParts([base!, [{ name: "other", body: "o" }]]);
  const loaded = await load(
    store,
    tar(...dockerFiles({ ...parts, tags: ["a:1", "b:1"] }, { ...other, tags: ["c:1"] })),
  );
  assert.deepEqual(
    loaded.map(({ references }) => references),
    [["a:1", "b:1"], ["c:1"]],
  );
  assert.equal((await store.layers.list()).length, 3);
});

test("of an image for many platforms the one for this machine is loaded", { skip }, async () => {
  await using store = await testImages();
  const other = imageParts([[{ name: "x", body: "for another machine" }]]);
  const architecture = { x64: "amd64", arm64: "arm64" }[process.arch as "x64"] ?? process.arch;
  const entry = ({ manifest }: typeof parts, platform: object) => ({
    ...descriptor("application/vnd.oci.image.manifest.v1+json", manifest),
    platform: { os: "linux", ...platform },
  });
  const inner = json({
    schemaVersion: 2,
    manifests: [entry(other, { architecture: "s390x" }), entry(parts, { architecture })],
  });
  const index = json({
    schemaVersion: 2,
    manifests: [
      {
        ...descriptor("application/vnd.oci.image.index.v1+json", inner),
        annotations: { "io.containerd.image.name": "docker.io/library/app:1" },
      },
    ],
  });
  const files = ociFiles(parts, other).map((file) =>
    file.name === "index.json" ? { ...file, body: index } : file,
  );
  const loaded = await load(
    store,
    tar(...files, { name: `blobs/sha256/${digestOf(inner).slice(7)}`, body: inner }),
  );
  assert.deepEqual(loaded, [{ id: parts.id, references: ["app:1"] }]);
  await expectWhole(store, "app:1");
});

test("an archive without names gives an image that is found by its id, and by the beginning of it", {
  skip,
}, async () => {
  await using store = await testImages();
  assert.deepEqual(await load(store, tar(...dockerFiles(parts))), [{ id: parts.id, references: [] }]);
  for (const ref of [parts.id, parts.id.slice(7), parts.id.slice(7, 11)]) {
    assert.equal((await store.images.inspect(ref)).id, parts.id);
  }
});

test("loading the same image again changes nothing", { skip }, async () => {
  await using store = await testImages();
  const bytes = tar(...ociFiles({ ...gzipped, name: "app:1" }));
  await load(store, bytes);
  const before = store.contents();
  await load(store, bytes);
  assert.deepEqual(store.contents(), before);
});

test("a name that moves to a newly loaded image leaves the old one without a name", { skip }, async () => {
  await using store = await testImages();
  const newer = imageParts([[{ name: "new", body: "n" }]], { config: { created: "2025-01-01T00:00:00Z" } });
  await load(store, tar(...ociFiles({ ...parts, name: "app:1" })));
  await load(store, tar(...ociFiles({ ...newer, name: "app:1" })));
  assert.deepEqual(
    (await store.images.list()).map(({ id, references }) => [id, references]),
    [
      [newer.id, ["app:1"]],
      [parts.id, []],
    ],
  );
});

test("an image without layers is loaded", { skip }, async () => {
  await using store = await testImages();
  const empty = imageParts([]);
  await load(store, tar(...ociFiles({ ...empty, name: "empty:1" })));
  assert.deepEqual(await store.images.tree("empty:1", { view: "stack" }), { entries: [] });
});

test("progress counts the bytes of all layers up to their sum", { skip }, async () => {
  await using store = await testImages();
  const seen: Progress[] = [];
  const path = join(store.folder, "a.tar");
  writeFileSync(path, tar(...ociFiles({ ...parts, name: "app:1" })));
  await store.images.load({ path }, { onProgress: (progress) => seen.push(progress) });
  const total = parts.layers.reduce((sum, { length }) => sum + length, 0);
  for (const phase of ["loading", "unpacking"]) {
    const steps = seen.filter((progress) => progress.phase === phase);
    assert.ok(steps.every((step) => step.total === total && step.done <= total));
    assert.equal(Math.max(...steps.map(({ done }) => done)), total, phase);
  }
});

test("a load that is given up at any point leaves the store as it was", { skip }, async () => {
  await using store = await testImages();
  const path = join(store.folder, "a.tar.gz");
  writeFileSync(path, gzipSync(tar(...dockerFiles({ ...parts, tags: ["app:1"] }))));
  const before = store.contents();
  let reports = 0;
  const count = (): void => {
    reports += 1;
  };
  await store.images.load({ path }, { onProgress: count });
  await store.images.remove("app:1");
  assert.deepEqual(store.contents(), before);
  for (let at = 1; at <= reports; at += 1) {
    const abort = new AbortController();
    let seen = 0;
    const onProgress = (): void => {
      seen += 1;
      if (seen === at) abort.abort();
    };
    await assert.rejects(store.images.load({ path }, { signal: abort.signal, onProgress }), {
      name: "AbortError",
    });
    assert.deepEqual(store.contents(), before, `given up at report ${at} of ${reports}`);
  }
});

test("a load from a stream that never says anything can be given up", { skip }, async () => {
  await using store = await testImages();
  const abort = new AbortController();
  const silent = new Readable({ read() {} });
  const load = store.images.load({ stream: silent }, { signal: abort.signal });
  setImmediate(() => abort.abort());
  await assert.rejects(load, { name: "AbortError" });
  assert.equal(silent.destroyed, true);
});

test("two loads at once of images that share layers leave both whole", { skip }, async () => {
  await using store = await testImages();
  const [base] = twoLayers;
  const other = imageParts([base!, [{ name: "other", body: "o" }]]);
  await Promise.all([
    load(store, tar(...dockerFiles({ ...parts, tags: ["a:1"] })), "file", "a.tar"),
    load(store, tar(...dockerFiles({ ...other, tags: ["b:1"] })), "file", "b.tar"),
  ]);
  await expectWhole(store, "a:1");
  assert.equal((await store.layers.list()).length, 3);
});

test("a load that fails spares the layers that another image stands on", { skip }, async () => {
  await using store = await testImages();
  const [base, top] = twoLayers;
  await load(store, tar(...dockerFiles({ ...imageParts([base!]), tags: ["base:1"] })));
  const before = store.contents();
  const broken = imageParts([base!, top!], {
    config: { rootfs: { diff_ids: [digestOf(tar(...base!)), digestOf("x")] } },
  });
  await assert.rejects(load(store, tar(...ociFiles({ ...broken, name: "app:1" }))), { kind: "invalid" });
  assert.deepEqual(store.contents(), before);
});

test("an image that another program put into the layout is listed, and unpacked when it is needed", {
  skip,
}, async () => {
  await using store = await testImages();
  const images = join(store.dataDir, "images");
  for (const { name, body } of ociFiles({ ...gzipped, name: "theirs" })) {
    writeFileSync(join(images, String(name)), body ?? "");
  }
  assert.deepEqual((await store.images.list())[0]?.references, ["theirs:latest"]);
  assert.deepEqual(await store.layers.list(), []);
  const { chainIds, reference } = await store.resolve("theirs");
  assert.equal(reference, "theirs:latest");
  assert.equal(
    readFileSync(join(store.layers.dirOf(chainIds[1]!).fsDir, "etc/hello"), "utf8"),
    "hello again\n",
  );
});

async function load(
  store: TestImages,
  bytes: Buffer,
  door: "file" | "stream" = "file",
  name = "archive.tar",
) {
  if (door === "stream") return store.images.load({ stream: Readable.from([bytes]) });
  const path = join(store.folder, name);
  writeFileSync(path, bytes);
  return store.images.load({ path });
}

async function expectWhole(store: TestImages, ref: string): Promise<void> {
  const { chainIds } = await store.resolve(ref);
  const top = store.layers.dirOf(chainIds.at(-1)!).fsDir;
  assert.equal(readFileSync(join(top, "etc/hello"), "utf8"), "hello again\n");
  const { entries } = await store.images.tree(ref, { view: "stack" });
  assert.deepEqual(
    entries.map(({ path }) => path),
    ["", "big", "etc", "etc/hello"],
  );
  const layers = await store.images.layers(ref);
  assert.deepEqual(
    layers.map(({ index, sizeBytes, fileCount, createdBy }) => [index, sizeBytes, fileCount, createdBy]),
    [
      [0, 3006, 2, "step 0"],
      [1, 20_012, 2, "step 1"],
    ],
  );
}

function prefixed(files: readonly TarEntry[]): TarEntry[] {
  return files.map((file) => ({ ...file, name: `./${file.name}` }));
}

/** As old dockers wrote a layer that stands in the archive already. */
function linked(): TarEntry[] {
  const [first, second, ...rest] = dockerFiles({ ...parts, tags: ["app:1"] });
  const third = rest[0]!;
  return [
    first!,
    { ...second!, name: "shared/one.tar" },
    { name: second!.name, type: "2", linkName: "../shared/one.tar" },
    { ...third, name: "shared/two.tar" },
    { name: third.name, type: "1", linkName: "shared/two.tar" },
    ...rest.slice(1),
  ];
}
