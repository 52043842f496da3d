import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findEntry } from "../../../../src/image/layer/tree.ts";
import { walkEntries, walkFolder } from "../../../../src/image/layer/walk.ts";
import { needsRoot, testLayers } from "../../../support/layers.ts";
import { temporaryFolder } from "../../../support/temporary.ts";
import { paths } from "./entry.ts";

const skip = needsRoot();

test("a layer's folder reads back as the tree that made it", { skip }, async () => {
  await using layers = await testLayers();
  await layers.add({ name: "old/a" }, { name: "old/b" }, { name: "gone" });
  const { tree } = await layers.add(
    { name: "./", type: "5", mode: 0o711, mtime: 5 },
    {
      name: "d/",
      type: "5",
      mode: 0o1777,
      uid: 3,
      gid: 4,
      mtime: 77,
      pax: { "SCHILY.xattr.user.note": "\0\xff" },
    },
    { name: "d/f", body: "hello", mode: 0o4755, mtime: 8 },
    { name: "d/g", type: "1", linkName: "d/f" },
    { name: "d/s", type: "2", linkName: "f", mode: 0o777 },
    { name: Buffer.from("d/\xff\xfe", "latin1"), body: "bytes" },
    { name: "n", type: "3", device: [1, 5] },
    { name: "p", type: "6" },
    { name: ".wh.gone" },
    { name: "old/.wh..wh..opq" },
  );
  const walked = await walkFolder(layers.fs());
  // A whiteout is a mark alone; nothing of it but its path is kept.
  assert.deepEqual(walked, tree);
  assert.deepEqual(paths(walked), ["", "d", "d/f", "d/g", "d/s", "d/\udcff\udcfe", "gone", "n", "old", "p"]);
  assert.equal(findEntry(walked, "old")?.opaque, true);
  assert.equal(findEntry(walked, "gone")?.kind, "whiteout");
});

test("contents come with the entries, once for each file, and may be passed over", { skip }, async () => {
  await using folder = await temporaryFolder();
  const big = Buffer.alloc(700_000, "abc");
  writeFileSync(join(folder.path, "a"), "first");
  writeFileSync(join(folder.path, "big"), big);
  linkSync(join(folder.path, "a"), join(folder.path, "link"));
  writeFileSync(join(folder.path, "z"), "");
  for (const read of [true, false]) {
    const seen: Record<string, Buffer | undefined> = {};
    for await (const { entry, content } of walkEntries(folder.path, { content: true })) {
      const parts: Buffer[] = [];
      if (read && content !== undefined) for await (const part of content) parts.push(part);
      seen[entry.path] = content === undefined ? undefined : Buffer.concat(parts);
    }
    assert.deepEqual(Object.keys(seen), ["", "a", "big", "link", "z"]);
    if (read)
      assert.deepEqual(seen, {
        "": undefined,
        a: Buffer.from("first"),
        big,
        link: undefined,
        z: Buffer.alloc(0),
      });
  }
});

test("symlinks are read, not followed, and a socket is left out", { skip }, async () => {
  await using folder = await temporaryFolder();
  mkdirSync(join(folder.path, "in"));
  writeFileSync(join(folder.path, "secret"), "x");
  symlinkSync("../secret", join(folder.path, "in/up"));
  symlinkSync("/etc", join(folder.path, "in/etc"));
  spawnSync("python3", [
    "-c",
    `import socket; socket.socket(socket.AF_UNIX).bind("${folder.path}/in/socket")`,
  ]);
  assert.deepEqual(paths(await walkFolder(join(folder.path, "in"))), ["", "etc", "up"]);
});

test("a very deep folder is read", { skip }, async () => {
  await using folder = await temporaryFolder();
  const deep = join(folder.path, ...Array.from({ length: 1500 }, () => "d"));
  mkdirSync(deep, { recursive: true });
  assert.equal((await walkFolder(folder.path)).entries.length, 1501);
});

test("a folder that is not there is named in the error", { skip }, async () => {
  await assert.rejects(
    walkFolder("/nonexistent/folder"),
    /^CodedError: read \/nonexistent\/folder: .*no such file/i,
  );
});

test("an abort ends the walk", { skip }, async () => {
  await using folder = await temporaryFolder();
  writeFileSync(join(folder.path, "a"), readFileSync(process.execPath).subarray(0, 5_000_000));
  const stop = new AbortController();
  await assert.rejects(async () => {
    for await (const _ of walkEntries(folder.path, { content: true, signal: stop.signal }))
      stop.abort(new Error("enough"));
  }, /enough/);
});
