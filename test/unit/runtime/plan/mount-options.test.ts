import assert from "node:assert/strict";
import { test } from "node:test";
import { MOUNT_ATTR, readMountOptions } from "../../../../runtime/plan/mount-options.ts";

const rows: [options: string[], attributes: number, data: string][] = [
  [[], 0, ""],
  [["ro", "nosuid", "nodev", "noexec"], 0x1 | 0x2 | 0x4 | 0x8, ""],
  [["nosuid", "strictatime", "mode=755", "size=65536k"], 0x2 | 0x20, "mode=755,size=65536k"],
  [["ro", "rw"], 0, ""],
  [["noatime", "strictatime"], MOUNT_ATTR.STRICTATIME, ""],
  [["strictatime", "relatime"], 0, ""],
  [["nosymfollow", "nodiratime"], 0x200000 | 0x80, ""],
  [["rbind", "rprivate", "ro"], 1, ""],
  [["newinstance", "gid=5"], 0, "newinstance,gid=5"],
];

for (const [options, attributes, data] of rows) {
  test(`[${options}] is attributes ${attributes} and data "${data}"`, () => {
    const read = readMountOptions(options);
    assert.deepEqual([read.attributes, read.data], [attributes, data]);
  });
}

test("binds, and recursive ones, are told apart", () => {
  assert.deepEqual(
    [["ro"], ["bind"], ["rbind"]].map((options) => {
      const { bind, recursive } = readMountOptions(options);
      return [bind, recursive];
    }),
    [
      [false, false],
      [true, false],
      [true, true],
    ],
  );
});

test("propagation other than private is reported, not passed on", () => {
  assert.deepEqual(readMountOptions(["rbind", "rshared"]).ignored, ["rshared"]);
  assert.equal(readMountOptions(["rbind", "rshared"]).data, "");
});
