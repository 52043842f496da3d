import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { type PackEntry, packEntries } from "../../../../src/image/layer/pack.ts";
import { walkEntries } from "../../../../src/image/layer/walk.ts";
import { needsRoot, testLayers } from "../../../support/layers.ts";
import { directory, entry } from "./entry.ts";

const skip = needsRoot();

test("a layer that is unpacked, walked and packed unpacks to the same tree again", { skip }, async () => {
  await using layers = await testLayers();
  await layers.add({ name: "gone" }, { name: "old/a" });
  const long = `${"dir/".repeat(60)}${"n".repeat(120)}`;
  const { tree } = await layers.add(
    { name: "./", type: "5", mode: 0o711, mtime: 9 },
    { name: "f", body: "x".repeat(700), mode: 0o4755, uid: 7, pax: { mtime: "1234567890.123456789" } },
    { name: "l", type: "1", linkName: "f" },
    { name: "s", type: "2", linkName: "ä".repeat(90) },
    { name: "early", pax: { mtime: "-1.25" } },
    { name: "x", pax: { path: long, uid: "3000000000" } },
    { name: Buffer.from("b\xff", "latin1"), pax: { "SCHILY.xattr.user.v": Buffer.from([0, 255, 10, 61]) } },
    { name: "n", type: "3", device: [1, 3] },
    { name: "b", type: "4", device: [8, 1] },
    { name: "p", type: "6" },
    { name: ".wh.gone" },
    { name: "old/.wh..wh..opq" },
  );
  const packed = await collect(packEntries(packable(layers.fs())));
  layers.chain.pop();
  const again = await layers.addTar(packed);
  assert.deepEqual(again.tree, tree);
  layers.chain.pop();
  const twice = await collect(packEntries(packable(layers.store.dirOf(again.chainId).fsDir)));
  assert.ok(twice.equals(packed), "the same entries give the same bytes");
});

const noTar = spawnSync("tar", ["--version"]).stdout?.includes("GNU tar") ? false : "needs GNU tar";

test("GNU tar lists what was packed without a complaint", { skip: noTar }, async () => {
  const bytes = await collect(
    packEntries([
      { entry: directory("") },
      { entry: directory("d") },
      {
        entry: entry("d/f", { sizeBytes: 5, mtimeSeconds: 2.5 }),
        content: [Buffer.from("he"), Buffer.from("llo")],
      },
      { entry: entry(`d/${"n".repeat(300)}`) },
      { entry: entry("d/l", { kind: "symlink", linkTarget: "f" }) },
    ]),
  );
  const { stdout, stderr, status } = spawnSync("tar", ["-tf", "-"], { input: bytes, encoding: "utf8" });
  assert.deepEqual([status, stderr], [0, ""]);
  assert.deepEqual(stdout.trim().split("\n"), ["./", "d/", "d/f", `d/${"n".repeat(300)}`, "d/l"]);
});

test("a content that is longer or shorter than its entry says is an error, not a broken archive", async () => {
  for (const text of ["1234", "123456", ""]) {
    const entries = [{ entry: entry("f", { sizeBytes: 5 }), content: [Buffer.from(text)] }];
    await assert.rejects(collect(packEntries(entries)), { code: "pack-size" });
  }
});

async function* packable(folder: string): AsyncGenerator<PackEntry> {
  for await (const { entry: walked, attributes, content } of walkEntries(folder, { content: true })) {
    yield { entry: walked, content, ...(attributes && { mtime: attributes.mtime }) } satisfies PackEntry;
  }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
