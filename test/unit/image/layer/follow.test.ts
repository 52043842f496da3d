import assert from "node:assert/strict";
import { test } from "node:test";
import { followPath } from "../../../../src/image/layer/follow.ts";
import { directory, entry, tree } from "./entry.ts";

const link = (path: string, linkTarget: string) => entry(path, { kind: "symlink", linkTarget });
const files = tree(
  directory(""),
  directory("etc"),
  entry("etc/passwd"),
  link("etc/absolute", "/etc/passwd"),
  link("etc/relative", "../etc/./passwd"),
  link("etc/above", "../../../../etc/passwd"),
  link("etc/dangling", "/nowhere"),
  link("etc/loop", "loop"),
  link("etc/through", "passwd/x"),
  link("lib", "usr/lib"),
  directory("usr"),
  directory("usr/lib"),
  entry("usr/lib/x.so"),
);

test("symlinks lead where they lead inside, never above the root", () => {
  for (const [path, target] of [
    ["etc/passwd", "etc/passwd"],
    ["/etc//absolute", "etc/passwd"],
    ["etc/relative", "etc/passwd"],
    ["etc/above", "etc/passwd"],
    ["lib/x.so", "usr/lib/x.so"],
    ["../../lib/../lib/x.so", "usr/lib/x.so"],
    ["etc/dangling", undefined],
    ["etc/through", undefined],
    ["etc/passwd/x", undefined],
    ["no/such", undefined],
    ["", ""],
  ] as const) {
    assert.equal(followPath(files, path)?.path, target, path);
  }
});

test("a symlink that leads to itself is told", () => {
  assert.throws(() => followPath(files, "etc/loop"), { code: "too-many-symlinks" });
});
