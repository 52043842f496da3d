import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToBytes } from "../../../../src/image/layer/path-bytes.ts";
import type { TarHeader } from "../../../../src/image/layer/tar-header.ts";
import { TarReader } from "../../../../src/image/layer/tar-reader.ts";
import { paxBody, tar, tarEntry } from "../../../support/tar.ts";
import { temporaryFolder } from "../../../support/temporary.ts";

/** All entries of an archive, fed in parts of one size. */
function read(bytes: Buffer, partBytes = bytes.length): { header: TarHeader; body: string }[] {
  const entries: { header: TarHeader; body: string }[] = [];
  const reader = new TarReader({
    entry: (header) => entries.push({ header, body: "" }),
    content: (part) => {
      entries.at(-1)!.body += part.toString("latin1");
    },
  });
  for (let at = 0; at < bytes.length; at += partBytes) reader.feed(bytes.subarray(at, at + partBytes));
  reader.end();
  return entries;
}

/** The one entry of an archive. */
function readOne(bytes: Buffer): TarHeader {
  const entries = read(bytes);
  assert.equal(entries.length, 1);
  return entries[0]!.header;
}

test("an archive reads the same whatever parts it comes in", () => {
  const bytes = tar(
    { name: "a", body: "x".repeat(1000) },
    { name: "b", body: "" },
    { name: "long", body: "y".repeat(512), pax: { path: "p".repeat(300), mtime: "5.25" } },
    { name: "c", type: "2", linkName: "a" },
  );
  const whole = read(bytes);
  assert.deepEqual(
    whole.map(({ header, body }) => [header.name, body.length]),
    [
      ["a", 1000],
      ["b", 0],
      ["p".repeat(300), 512],
      ["c", 0],
    ],
  );
  for (const partBytes of [1, 7, 511, 512, 513, 4096]) assert.deepEqual(read(bytes, partBytes), whole);
});

test("PAX says more than the header: path, link, size, owner, time, attributes as bytes", () => {
  const value = Buffer.from([0, 1, 0xff, 0x0a, 0x3d]);
  const { header, body } = read(
    tar({
      name: "x",
      body: "12345",
      size: 5,
      pax: {
        path: "p/ä",
        linkpath: "l",
        uid: "4000000000",
        gid: "7",
        mtime: "-1.5",
        "SCHILY.xattr.user.v": value,
      },
    }),
  )[0]!;
  assert.deepEqual([header.name, header.linkName, header.uid, header.gid], ["p/ä", "l", 4000000000, 7]);
  assert.deepEqual(header.mtime, { seconds: -2, nanoseconds: 500_000_000 });
  assert.deepEqual(header.xattrs, new Map([["user.v", value]]));
  assert.equal(body, "12345");
});

test("PAX holds for the next entry only, and a global header for none", () => {
  const bytes = tar(
    { name: "g", type: "g", body: paxBody({ path: "global", uid: "9" }) },
    { name: "a", pax: { uid: "5" } },
    { name: "b" },
  );
  assert.deepEqual(
    read(bytes).map(({ header }) => [header.name, header.uid]),
    [
      ["a", 5],
      ["b", 0],
    ],
  );
});

test("GNU's long names and ustar's prefix are put together", () => {
  const long = `${"d/".repeat(100)}name`;
  assert.equal(readOne(tar({ name: "L", type: "L", body: `${long}\0` }, { name: "cut" })).name, long);
  assert.equal(
    readOne(tar({ name: "K", type: "K", body: `${long}\0` }, { name: "s", type: "2" })).linkName,
    long,
  );
  const block = tarEntry({ name: "name" });
  block.write("the/front", 345, "latin1");
  assert.equal(readOne(Buffer.concat([sign(block), Buffer.alloc(1024)])).name, "the/front/name");
});

test("names keep bytes that are no UTF-8", () => {
  const name = Buffer.from([0x61, 0xff, 0x2f, 0xe4]);
  assert.deepEqual(pathToBytes(readOne(tar({ name })).name), name);
  assert.deepEqual(pathToBytes(readOne(tar({ name: "x", pax: { path: name } })).name), name);
});

test("numbers too large for octal are read as base 256, negative ones too", () => {
  const block = tarEntry({ name: "a" });
  block.fill(0, 108, 116).writeUInt8(0x80, 108);
  block.writeUInt32BE(3_000_000_000, 112);
  block.fill(0xff, 136, 148).writeInt32BE(-86400, 144);
  const header = readOne(Buffer.concat([sign(block), Buffer.alloc(1024)]));
  assert.deepEqual([header.uid, header.mtime.seconds], [3_000_000_000, -86400]);
});

test("a name with a slash at its end is a directory, as before there was a type for it", () => {
  assert.equal(readOne(tar({ name: "d/", type: "\0" })).type, "directory");
});

test("headers of what has no content may say any size", () => {
  const entries = read(
    tar(
      { name: "d", type: "5", size: 4096 },
      { name: "l", type: "1", linkName: "x", size: 77 },
      { name: "e" },
    ),
  );
  assert.deepEqual(
    entries.map(({ header }) => header.name),
    ["d", "l", "e"],
  );
});

test("what follows the end is not read, and the end may be missing", () => {
  assert.equal(read(Buffer.concat([tar({ name: "a" }), Buffer.from("junk")])).length, 1);
  assert.equal(read(tarEntry({ name: "a" })).length, 1);
  assert.equal(read(tar()).length, 0);
});

const damaged: readonly [what: string, bytes: Buffer][] = [
  ["text", Buffer.from("no archive ".repeat(100))],
  ["a cut content", tarEntry({ name: "a", body: "x".repeat(600) }).subarray(0, 1100)],
  ["a cut header", tarEntry({ name: "a" }).subarray(0, 100)],
  ["a long name that nothing follows", tarEntry({ name: "L", type: "L", body: "x" })],
  ["PAX without a length", tar({ name: "x", type: "x", body: "path=a\n" }, { name: "a" })],
  ["PAX that is longer than it is", tar({ name: "x", type: "x", body: "99 path=a\n" }, { name: "a" })],
  ["PAX of length 0", tar({ name: "x", type: "x", body: "0 path=a\n" }, { name: "a" })],
  ["a PAX size that is no number", tar({ name: "a", pax: { size: "-1" } })],
  ["a PAX time that is no time", tar({ name: "a", pax: { mtime: "1e9" } })],
  ["one empty block in the middle", Buffer.concat([Buffer.alloc(512), tar({ name: "a" })])],
  ["an extension of 1 GiB", tarEntry({ name: "x", type: "x", size: 1 << 30 })],
  ["a size in no digits", sign(Buffer.concat([tarEntry({ name: "a" })]).fill("x", 124, 130))],
];

for (const [what, bytes] of damaged) {
  test(`${what} is refused as damaged`, () => {
    for (const partBytes of [bytes.length, 100]) {
      assert.throws(() => read(bytes, partBytes), { kind: "invalid", code: "tar-damaged" });
    }
  });
}

test("sparse files and unknown types are refused by name", () => {
  for (const entry of [
    { name: "s", type: "S" },
    { name: "s", pax: { "GNU.sparse.major": "1" } },
    { name: "s", type: "M" },
  ]) {
    assert.throws(() => read(tar(entry)), { kind: "invalid", code: "tar-refused", message: /unpack "s": / });
  }
});

const noTar = spawnSync("tar", ["--version"]).stdout?.includes("GNU tar") ? false : "needs GNU tar";

for (const format of ["v7", "oldgnu", "gnu", "ustar", "posix"]) {
  test(`what GNU tar writes as ${format} is read`, { skip: noTar }, async () => {
    await using folder = await temporaryFolder();
    const name = format === "v7" || format === "ustar" ? "file" : "f".repeat(150);
    mkdirSync(join(folder.path, "d"));
    writeFileSync(join(folder.path, "d", name), "content");
    symlinkSync("target", join(folder.path, "d/link"));
    const { stdout } = spawnSync("tar", [
      "-C",
      folder.path,
      "--sort=name",
      `--format=${format}`,
      "-cf",
      "-",
      "d",
    ]);
    assert.deepEqual(
      read(stdout).map(({ header: { type, name: path, linkName }, body }) => [type, path, linkName, body]),
      [
        ["directory", "d/", "", ""],
        ["file", `d/${name}`, "", "content"],
        ["symlink", "d/link", "target", ""],
      ],
    );
  });
}

test("sparse archives of GNU tar are refused, not misread", { skip: noTar }, async () => {
  await using folder = await temporaryFolder();
  writeFileSync(join(folder.path, "f"), "x");
  truncateSync(join(folder.path, "f"), 1 << 20);
  for (const format of ["gnu", "posix"]) {
    const { stdout } = spawnSync("tar", ["-C", folder.path, "-S", `--format=${format}`, "-cf", "-", "f"]);
    assert.throws(() => read(stdout), { code: "tar-refused", message: /sparse/ });
  }
});

/** Puts the right checksum on a header that a test changed. */
function sign(block: Buffer): Buffer {
  block.write("        ", 148, "latin1");
  const sum = block.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}
