import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { digestOf } from "../../../../src/base/digest.ts";
import { applyLayer } from "../../../../src/image/layer/apply.ts";
import { nextChainId } from "../../../../src/image/layer/chain-id.ts";
import { findEntry } from "../../../../src/image/layer/tree.ts";
import { needsRoot, pieces, testLayers } from "../../../support/layers.ts";
import { tar } from "../../../support/tar.ts";
import { temporaryFolder } from "../../../support/temporary.ts";
import { paths } from "./entry.ts";

const skip = needsRoot();

test("files, directories, links, devices and fifos get their content, owner, mode and time", {
  skip,
}, async () => {
  await using layers = await testLayers();
  const { tree } = await layers.add(
    { name: "d/", type: "5", mode: 0o1750, uid: 7, gid: 8, mtime: 1000 },
    {
      name: "d/f",
      body: "hello",
      mode: 0o4711,
      uid: 1000,
      gid: 1001,
      mtime: 2000,
      pax: { mtime: "2000.123456789" },
    },
    { name: "d/h", type: "1", linkName: "d/f" },
    { name: "d/s", type: "2", linkName: "../x", uid: 5, mtime: 3000 },
    { name: "null", type: "3", device: [1, 3], mode: 0o666 },
    { name: "loop", type: "4", device: [7, 300], mode: 0o660, gid: 6 },
    { name: "pipe", type: "6", mode: 0o622 },
    { name: "empty" },
  );
  const fs = layers.fs();
  const [d, f] = [lstatSync(join(fs, "d")), lstatSync(join(fs, "d/f"), { bigint: true })];
  assert.deepEqual([d.mode & 0o7777, d.uid, d.gid, d.mtimeMs], [0o1750, 7, 8, 1_000_000]);
  assert.deepEqual([f.mode & 0o7777n, f.uid, f.gid, f.mtimeNs], [0o4711n, 1000n, 1001n, 2_000_123_456_789n]);
  assert.equal(readFileSync(join(fs, "d/f"), "utf8"), "hello");
  assert.equal(statSync(join(fs, "d/h"), { bigint: true }).ino, f.ino);
  const s = lstatSync(join(fs, "d/s"));
  assert.deepEqual([readlinkSync(join(fs, "d/s")), s.uid, s.mtimeMs], ["../x", 5, 3_000_000]);
  const look = (name: string) => lstatSync(join(fs, name));
  const [character, block] = [look("null"), look("loop")];
  assert.ok(character.isCharacterDevice() && block.isBlockDevice() && look("pipe").isFIFO());
  assert.deepEqual([character.rdev, character.mode & 0o777], [0x103, 0o666]);
  assert.deepEqual([block.rdev, block.mode & 0o777, block.gid], [0x10072c, 0o660, 6]);
  assert.deepEqual(paths(tree), ["", "d", "d/f", "d/h", "d/s", "empty", "loop", "null", "pipe"]);
  assert.deepEqual(findEntry(tree, "d/h"), {
    ...findEntry(tree, "d/f"),
    path: "d/h",
    kind: "hardlink",
    linkTarget: "d/f",
  });
  assert.deepEqual(findEntry(tree, "loop")?.device, { major: 7, minor: 300 });
  assert.deepEqual(await layers.store.readTree(layers.chain[0]!), tree);
});

test("a layer is known by its diff id whatever compresses it, and is not unpacked twice", {
  skip,
}, async () => {
  const bytes = tar({ name: "a", body: "x".repeat(100_000) });
  const diffId = digestOf(bytes);
  for (const blob of [bytes, gzipSync(bytes), zstdCompressSync(bytes)]) {
    await using layers = await testLayers();
    const { store } = layers;
    const first = await applyLayer({ store, source: { stream: pieces(blob) }, diffId, below: [] });
    assert.deepEqual([first.diffId, first.chainId], [diffId, diffId]);
    const again = await applyLayer({ store, source: { path: "/nonexistent" }, diffId, below: [] });
    assert.deepEqual(again, first);
    const file = join(layers.folder, "blob");
    writeFileSync(file, blob);
    const upper = await applyLayer({ store, source: { path: file }, below: [diffId] });
    assert.equal(upper.chainId, nextChainId(diffId, diffId));
  }
});

const good = tar({ name: "a", body: "y".repeat(5000) }, { name: "b", body: "z" });
const zipped = gzipSync(good);
const bad: readonly [what: string, blob: Buffer, code: string][] = [
  ["another digest", tar({ name: "other" }), "diff-id-mismatch"],
  ["a cut tar", good.subarray(0, 3000), "tar-damaged"],
  ["a tar cut inside a header", good.subarray(0, 700), "tar-damaged"],
  ["a cut gzip", zipped.subarray(0, -20), "compression-damaged"],
  ["a flipped bit in gzip", flip(zipped, zipped.length >> 1), "compression-damaged"],
  ["a flipped bit in a header", flip(good, 3), "tar-damaged"],
  ["a flipped bit in a file", flip(good, 600), "diff-id-mismatch"],
  ["a short text", Buffer.from("hello"), "tar-damaged"],
  ["a text", Buffer.from("hello ".repeat(300)), "tar-damaged"],
  ["xz", Buffer.from("fd377a585a000004", "hex"), "compression-unknown"],
];

for (const [what, blob, code] of bad) {
  test(`${what} is refused in one line and nothing is kept of it`, { skip }, async () => {
    await using layers = await testLayers();
    const { store } = layers;
    const source = { stream: pieces(blob) };
    await assert.rejects(applyLayer({ store, source, diffId: digestOf(good), below: [] }), (error: Error) => {
      assert.deepEqual(error, Object.assign(error, { kind: "invalid", code }));
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
    assert.deepEqual(readdirSync(join(layers.folder, "layers")), []);
  });
}

test("an import of nothing is refused", { skip }, async () => {
  await using layers = await testLayers();
  await assert.rejects(layers.addTar(Buffer.alloc(0)), {
    kind: "invalid",
    message: "read tar: the archive is empty",
  });
});

test("an abort ends at once, even while the source is silent, and nothing is kept", { skip }, async () => {
  await using layers = await testLayers();
  const stop = new AbortController();
  async function* silent(): AsyncGenerator<Buffer> {
    yield good.subarray(0, 2000);
    stop.abort(new Error("enough"));
    await new Promise(() => undefined);
  }
  const applying = applyLayer(
    { store: layers.store, source: { stream: silent() }, below: [] },
    { signal: stop.signal },
  );
  await assert.rejects(applying, { message: "enough" });
  assert.deepEqual(readdirSync(join(layers.folder, "layers")), []);
});

const noUnshare = spawnSync("unshare", ["--version"]).status === 0 ? false : "needs unshare";

test("a full disk is said as such, with the path, and nothing is kept", {
  skip: skip || noUnshare,
}, async () => {
  await using folder = await temporaryFolder();
  const script = join(import.meta.dirname, "../../../support/apply-on-small-disk.ts");
  const node = [process.execPath, "--import", "tsx", script, folder.path];
  const { stdout, stderr } = spawnSync("unshare", ["-m", "--propagation", "private", ...node], {
    encoding: "utf8",
  });
  assert.equal(stderr, "");
  const { kind, code, message, hint, left } = JSON.parse(stdout);
  assert.deepEqual([kind, code, left], ["unavailable", "disk-full", []]);
  assert.match(message, /^unpack layer: write file d\/big: no space left on the disk/);
  assert.match(hint, /free some space/);
});

function flip(bytes: Buffer, at: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at]! ^= 0x04;
  return flipped;
}
