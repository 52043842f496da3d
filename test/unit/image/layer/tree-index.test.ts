import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { readTreeIndex, writeTreeIndex } from "../../../../src/image/layer/tree-index.ts";
import { temporaryFolder } from "../../../support/temporary.ts";
import { directory, entry, tree, whiteout } from "./entry.ts";

test("a tree reads back as it was written", async () => {
  await using folder = await temporaryFolder();
  const wanted = tree(
    directory("", { mode: 0o1777, uid: 4294967294, gid: 7 }),
    directory("a", { opaque: true, xattrs: { "user.x": "AAEC" } }),
    whiteout("a/gone"),
    entry("a/bytes\udcff\udc80", { sizeBytes: 2 ** 52, mtimeSeconds: -1.25 }),
    entry("a/link", { kind: "symlink", linkTarget: "../ö\n" }),
    entry("a/null", { kind: "character", device: { major: 1, minor: 3 } }),
    ...Array.from({ length: 2500 }, (_, i) => entry(`b/${i}`, { layer: 3 })),
  );
  await writeTreeIndex(join(folder.path, "tree"), wanted);
  assert.deepEqual(await readTreeIndex(join(folder.path, "tree")), wanted);
});

test("a torn or foreign index is refused", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "tree");
  await writeTreeIndex(file, tree(directory(""), entry("a")));
  const bytes = await readFile(file);
  const foreign = await promisify(zstdCompress)('{"form":"other","entries":0}\n');
  const short = await promisify(zstdCompress)('{"form":"wherry-tree-1","entries":2}\n');
  for (const bad of [bytes.subarray(0, -3), Buffer.alloc(0), Buffer.from("hello"), foreign, short]) {
    await writeFile(file, bad);
    await assert.rejects(readTreeIndex(file), { code: "tree-index-damaged", kind: "internal" });
  }
});
