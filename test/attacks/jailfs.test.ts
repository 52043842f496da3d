import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { nativeProgram } from "../../runtime/index.ts";
import { EntryEncoder } from "../../src/image/layer/entry-encoder.ts";
import type { EntryRecord, FileAttributes } from "../../src/image/layer/entry-record.ts";
import { needsRoot } from "../support/layers.ts";
import { temporaryFolder } from "../support/temporary.ts";

// jailfs must hold on its own: these streams say what the TypeScript side never would.

const skip = needsRoot();
/** Another build, such as the one with sanitizers, can be put to the test. */
const jailfs = process.env.WHERRY_TEST_JAILFS ?? nativeProgram("jailfs");

const attributes: FileAttributes = {
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: { seconds: 1, nanoseconds: 0 },
  xattrs: new Map(),
};
const file = (path: string): EntryRecord => ({ op: "file", path, attributes, sizeBytes: 4, content: true });
const folder = (path: string): EntryRecord => ({ op: "directory", path, attributes, opaque: false });
const symlink = (path: string, target: string): EntryRecord => ({ op: "symlink", path, attributes, target });
const end: EntryRecord = { op: "end" };

const refused: readonly [what: string, records: (outside: string) => readonly EntryRecord[], says: RegExp][] =
  [
    ["a path that climbs", () => [file("../canary")], /not a plain path/],
    ["a climb in the middle", () => [folder("a"), file("a/../../canary")], /not a plain path/],
    ["an absolute path", (outside) => [file(`${outside}/canary`)], /not a plain path/],
    ["a path with an empty name", () => [folder("a"), file("a//b")], /not a plain path/],
    ["a path that ends in a slash", () => [folder("a/")], /not a plain path/],
    ["a file that replaces the root", () => [file("")], /may name the root/],
    ["a symlink on the way", (outside) => [symlink("s", outside), file("s/canary")], /Not a directory/],
    [
      "a symlink further up the way",
      (outside) => [symlink("s", outside), file("s/target/x")],
      /symbolic links/,
    ],
    ["a relative symlink on the way", () => [symlink("s", ".."), file("s/canary")], /Not a directory/],
    [
      "a symlink on the way to a link's target",
      (outside) => [symlink("s", outside), { op: "hardlink", path: "h", target: "s/canary" }],
      /Not a directory/,
    ],
    [
      "a symlink on the way to a removal",
      (outside) => [symlink("s", outside), { op: "remove", path: "s/canary", directory: false }],
      /Not a directory/,
    ],
    [
      "attributes of a symlink's target",
      (outside) => [symlink("s", outside), { op: "attributes", path: "s", attributes, opaque: true }],
      /Not a directory|symbolic links/,
    ],
    [
      "an opaque mark on a symlink's target",
      (outside) => [symlink("s", outside), { op: "opaque", path: "s" }],
      /Not a directory|symbolic links/,
    ],
    ["a file over a symlink", (outside) => [symlink("s", `${outside}/canary`), file("s")], /File exists/],
    ["a file over a file", () => [file("a"), file("a")], /File exists/],
    [
      "a removal of a directory that is not empty",
      () => [folder("a"), file("a/b"), { op: "remove", path: "a", directory: true }],
      /not empty/,
    ],
    [
      "the overlay's whiteout as a device",
      () => [{ op: "character", path: "w", attributes, device: { major: 0, minor: 0 } }],
      /0:0 is no device/,
    ],
    [
      "the overlay's own attributes",
      () => [
        {
          ...folder("d"),
          attributes: { ...attributes, xattrs: new Map([["trusted.overlay.redirect", Buffer.from("/")]]) },
        } as EntryRecord,
      ],
      /the overlay's own/,
    ],
    ["a lower folder that was not given", () => [{ op: "copy-up", path: "a", lower: 0 }], /no such lower/],
    ["a hard link to nothing", () => [{ op: "hardlink", path: "h", target: "canary" }], /No such file/],
    [
      "an owner of -1",
      () => [{ ...file("a"), attributes: { ...attributes, uid: 0xffffffff } } as EntryRecord],
      /owner is -1/,
    ],
    [
      "a mode with a file type",
      () => [{ ...file("a"), attributes: { ...attributes, mode: 0o120777 } } as EntryRecord],
      /permission bits/,
    ],
  ];

for (const [what, records, says] of refused) {
  test(`jailfs apply refuses ${what}`, { skip }, async () => {
    await using scene = await makeScene();
    const { status, stderr, stdout } = apply(scene.target, encode([...records(scene.outside), end]));
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, says);
    assert.match(stderr, /^[^\n]*\t[^\n]*\t\d+\t[^\n]+\n$/, "one line of four fields");
    scene.expectUntouched();
  });
}

const malformed: readonly [what: string, bytes: Buffer, says: RegExp][] = [
  ["nothing", Buffer.alloc(0), /ended early/],
  ["another magic", Buffer.from("XXXX\x01\0\0\0"), /not a stream/],
  ["another version", Buffer.from("WJFS\x02\0\0\0"), /another version/],
  ["no end", encode([file("a")]), /ended early/],
  ["a cut content", encode([file("a")]).subarray(0, -2), /ended early/],
  ["a body of 4 GiB", head(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x46])), /too long/],
  ["an unknown op", head(record("Z", text("a"))), /unknown op/],
  ["a NUL as op", head(record("\0", text("a"))), /unknown op/],
  ["a text longer than its record", head(record("W", Buffer.from([0xff, 0x0f, 0, 0, 0x61]))), /shorter than/],
  ["a text of 4 GiB", head(record("W", Buffer.from([0xff, 0xff, 0xff, 0xff]))), /too long/],
  ["a NUL inside a text", head(record("W", text("a\0b"))), /NUL inside/],
  ["a text without its NUL", head(record("W", Buffer.from([1, 0, 0, 0, 0x61, 0x62]))), /none behind/],
  ["bytes behind the fields", head(record("W", Buffer.concat([text("a"), Buffer.from("x")]))), /longer than/],
  ["a path of 5000 bytes", head(record("W", text("a".repeat(5000)))), /too long/],
  [
    "more attributes than there may be",
    head(record("F", Buffer.concat([text("a"), Buffer.alloc(32), Buffer.from([0xff, 0xff, 0, 0])]))),
    /too many/,
  ],
];

for (const [what, bytes, says] of malformed) {
  test(`jailfs apply refuses a stream with ${what}`, { skip }, async () => {
    await using scene = await makeScene();
    const { status, stderr } = apply(scene.target, bytes);
    assert.equal(status, 1);
    assert.match(stderr, says);
    scene.expectUntouched();
  });
}

test("jailfs apply ends in order whatever bits of its stream are flipped", { skip }, async () => {
  await using scene = await makeScene();
  const whole = encode([
    {
      ...folder("d"),
      attributes: { ...attributes, xattrs: new Map([["user.a", Buffer.from("b")]]) },
    } as EntryRecord,
    file("d/f"),
    symlink("d/s", scene.outside),
    { op: "hardlink", path: "d/h", target: "d/f" },
    { op: "whiteout", path: "d/w" },
    { op: "fifo", path: "d/p", attributes },
    { op: "time", path: "d", mtime: { seconds: 9, nanoseconds: 9 } },
    end,
  ]);
  let random = 12345;
  const next = (limit: number): number => {
    random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
    return random % limit;
  };
  const codes = new Set<number | null>();
  for (let round = 0; round < 150; round += 1) {
    const bytes = Buffer.from(whole);
    for (let flips = 1 + next(3); flips > 0; flips -= 1) bytes[8 + next(bytes.length - 8)]! ^= 1 << next(8);
    const target = join(scene.outside, "targets", `${round}`);
    mkdirSync(target, { recursive: true });
    const { status, signal, stderr } = apply(target, bytes);
    assert.ok(
      signal === null && (status === 0 || status === 1),
      `round ${round}: ${status} ${signal} ${stderr}`,
    );
    codes.add(status);
  }
  assert.deepEqual([...codes].sort(), [0, 1], "both ends were seen");
  scene.expectUntouched();
});

test("jailfs leaves no mount behind and shows the host none of its own", { skip }, async () => {
  await using scene = await makeScene();
  const before = readFileSync("/proc/self/mountinfo", "utf8");
  assert.equal(apply(scene.target, encode([file("a"), end])).status, 0);
  assert.equal(spawnSync(jailfs, ["walk", scene.target]).status, 0);
  const mounts = readFileSync("/proc/self/mountinfo", "utf8");
  assert.ok(!mounts.includes(scene.target) && !before.includes(scene.target));
});

interface Scene extends AsyncDisposable {
  readonly outside: string;
  readonly target: string;
  expectUntouched(): void;
}

async function makeScene(): Promise<Scene> {
  const folder = await temporaryFolder();
  const canary = join(folder.path, "canary");
  const target = join(folder.path, "target");
  mkdirSync(target);
  writeFileSync(canary, "sings");
  const look = () => {
    const { mode, uid, gid, mtimeMs, nlink } = lstatSync(canary);
    const root = lstatSync(folder.path);
    const names = readdirSync(folder.path).filter((name) => name !== "targets");
    return [readFileSync(canary, "utf8"), mode, uid, gid, mtimeMs, nlink, names.sort(), root.mode, root.uid];
  };
  const before = look();
  return {
    outside: folder.path,
    target,
    expectUntouched: () => assert.deepEqual(look(), before, "something outside of the target was touched"),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

function apply(target: string, bytes: Buffer) {
  return spawnSync(jailfs, ["apply", target], { input: bytes, encoding: "utf8" });
}

/** The records, each file with "evil" as its content. */
function encode(records: readonly EntryRecord[]): Buffer {
  const parts: Buffer[] = [];
  const encoder = new EntryEncoder((bytes) => parts.push(bytes));
  for (const record of records) {
    encoder.put(record);
    if (record.op === "file") encoder.content(Buffer.from("evil"));
  }
  encoder.flush();
  return Buffer.concat(parts);
}

function head(rest: Buffer): Buffer {
  return Buffer.concat([Buffer.from("WJFS\x01\0\0\0"), rest]);
}

function record(op: string, body: Buffer): Buffer {
  const start = Buffer.alloc(5);
  start.writeUInt32LE(body.length);
  start.write(op, 4, "latin1");
  return Buffer.concat([start, body]);
}

function text(value: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value), Buffer.alloc(1)]);
}
