import assert from "node:assert/strict";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { locateRoot } from "../../../../src/base/store-root.ts";
import type { Engine } from "../../../../src/engine/engine.ts";
import type { FilesOf } from "../../../../src/engine/files/files.ts";
import { openEngine } from "../../../../src/engine/open-engine.ts";
import { imageParts, ociFiles } from "../../../support/images.ts";
import { type TarEntry, tar } from "../../../support/tar.ts";

const LAYERS: readonly (readonly TarEntry[])[] = [
  [
    { name: "etc/", type: "5" },
    { name: "etc/motd", body: "one\ntwo\n", mode: 0o4750 },
    { name: "etc/gone", body: "was here" },
    { name: "etc/host", type: "2", linkName: "/etc/passwd" },
    { name: "etc/link", type: "2", linkName: "../../../etc/motd" },
  ],
  [
    { name: "etc/", type: "5" },
    { name: "etc/motd", body: "one\n2\n", mode: 0o640 },
    { name: "etc/.wh.gone" },
    { name: "new", body: "n" },
  ],
];

test("a file is what a process in the layer, the image or the container would read, and never the host's", async (t) => {
  const { engine, dir } = await setUp(t);
  const image = { of: "image", ref: "two:1" } as const;
  assert.equal(await read(engine, { of: "layer", ref: "two:1", layer: 0 }, "etc/motd"), "one\ntwo\n");
  assert.equal(await read(engine, { of: "layer", ref: "two:1", layer: 0 }, "etc/gone"), "was here");
  assert.equal(await read(engine, image, "/etc/motd"), "one\n2\n");
  assert.equal(await read(engine, image, "etc/link"), "one\n2\n");
  await assert.rejects(engine.files.open(image, "etc/host"), { kind: "not-found" });
  await assert.rejects(engine.files.open(image, "etc/gone"), { kind: "not-found" });
  await assert.rejects(engine.files.open(image, "etc"), { kind: "invalid" });

  const { id } = await engine.containers.create({ image: "two:1", name: "c" });
  const container = { of: "container", ref: "c" } as const;
  const upper = join(dir, "root/containers", id, "upper");
  mkdirSync(join(upper, "etc"));
  writeFileSync(join(upper, "etc/motd"), "mine");
  symlinkSync("/etc/shadow", join(upper, "shadow"));
  assert.equal(await read(engine, container, "etc/link"), "mine");
  assert.equal(await read(engine, container, "new"), "n");
  await assert.rejects(engine.files.open(container, "shadow"), { kind: "not-found" });
});

test("a copy has the permission bits but no setuid, and nothing that stands is replaced", async (t) => {
  const { engine, dir } = await setUp(t);
  const base = { of: "layer", ref: "two:1", layer: 0 } as const;
  const target = join(dir, "out");
  assert.deepEqual(await engine.files.copyOut(base, "etc/motd", target), { path: target });
  assert.equal(readFileSync(target, "utf8"), "one\ntwo\n");
  assert.equal(lstatSync(target).mode & 0o7777, 0o750);
  await assert.rejects(engine.files.copyOut(base, "etc/gone", target), {
    kind: "conflict",
    code: "file-exists",
  });
  assert.equal(readFileSync(target, "utf8"), "one\ntwo\n");
  mkdirSync(join(dir, "folder"));
  await engine.files.copyOut(base, "etc/gone", join(dir, "folder"));
  assert.deepEqual(readdirSync(join(dir, "folder")), ["gone"]);
  await assert.rejects(engine.files.copyOut(base, "etc/gone", join(dir, "no/such/folder")), {
    kind: "not-found",
    message: `copy to ${dir}/no/such/folder: ${dir}/no is not there`,
    hint: `make the folder ${dir}/no/such first, or choose another path`,
  });
  await assert.rejects(engine.files.copyOut(base, "etc/gone", `${dir}/none/`), {
    message: `copy to ${dir}/none/gone: ${dir}/none is not there`,
  });
});

test("any two of image, layer and container are compared, to the last byte", async (t) => {
  const { engine, dir } = await setUp(t);
  const differences = async (before: FilesOf, after: FilesOf): Promise<string[]> =>
    (await engine.files.compare(before, after)).map(
      ({ path, before: old, after: now }) => `${path} ${old?.sizeBytes ?? "-"} ${now?.sizeBytes ?? "-"}`,
    );
  const image = { of: "image", ref: "two:1" } as const;
  const base = { of: "layer", ref: "two:1", layer: 0 } as const;
  assert.deepEqual(await differences(base, image), ["etc/gone 8 -", "etc/motd 8 6", "new - 1"]);
  assert.deepEqual(await differences(image, base), ["etc/gone - 8", "etc/motd 6 8", "new 1 -"]);
  assert.deepEqual(await differences(image, image), []);
  // The same names, sizes, modes and times; one other byte, and one file that only comes from another layer.
  assert.deepEqual(await differences(image, { of: "image", ref: "other:1" }), ["new 1 1"]);

  const { id } = await engine.containers.create({ image: "two:1", name: "c" });
  const upper = join(dir, "root/containers", id, "upper");
  writeFileSync(join(upper, "added"), "12345");
  // What the runtime makes to mount on is nobody's change.
  mkdirSync(join(upper, "etc"));
  writeFileSync(join(upper, "etc/hostname"), "");
  mkdirSync(join(upper, "proc"));
  assert.deepEqual(await differences(image, { of: "container", ref: "c" }), ["added - 5"]);
});

test("waste and the graph of all images come from the layers", async (t) => {
  const { engine } = await setUp(t);
  assert.deepEqual(await engine.files.waste({ of: "image", ref: "two:1" }), {
    totalBytes: 8 + 8 + 6 + 1,
    wastedBytes: 16,
    efficiency: 7 / 23,
    files: [
      { path: "etc/gone", sizeBytes: 8, copies: [{ layer: 0, by: 1, how: "removed", sizeBytes: 8 }] },
      { path: "etc/motd", sizeBytes: 8, copies: [{ layer: 0, by: 1, how: "overwritten", sizeBytes: 8 }] },
    ],
  });
  assert.deepEqual((await engine.files.waste({ of: "layer", ref: "two:1", layer: 0 })).files, []);
  const graph = await engine.images.graph();
  assert.deepEqual(graph.map(({ references, layers }) => [...references, layers.length]).sort(), [
    ["other:1", 2],
    ["two:1", 2],
  ]);
});

async function read(engine: Engine, of: FilesOf, path: string): Promise<string> {
  await using file = await engine.files.open(of, path);
  const half = await file.read(0, 4);
  const rest = await file.read(4, 1000);
  assert.equal(file.sizeBytes, half.length + rest.length);
  return Buffer.concat([half, rest]).toString("utf8");
}

async function setUp(t: TestContext): Promise<{ engine: Engine; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), "wherry-files-"));
  const root = locateRoot(join(dir, "root"), { uid: process.getuid?.() ?? 0, env: process.env });
  const engine = await openEngine({ root });
  t.after(async () => {
    await engine[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true, force: true });
  });
  const [first, second] = LAYERS;
  const twin = [
    first!.map((one) => (one.name === "etc/gone" ? { ...one, body: "WAS HERE" } : one)),
    second!.map((one) => (one.name === "new" ? { ...one, body: "m" } : one)),
  ];
  const archive = join(dir, "images.tar");
  writeFileSync(
    archive,
    tar(...ociFiles({ ...imageParts(LAYERS), name: "two:1" }, { ...imageParts(twin), name: "other:1" })),
  );
  await engine.images.load({ path: archive });
  return { engine, dir };
}
