import assert from "node:assert/strict";
import { test } from "node:test";
import { entryNames } from "../../../../src/image/layer/entry-path.ts";

const clean: readonly [path: string, names: readonly string[]][] = [
  ["a", ["a"]],
  ["./a", ["a"]],
  ["/a", ["a"]],
  ["//a///b/", ["a", "b"]],
  ["a/./b", ["a", "b"]],
  ["a/b/../c", ["a", "c"]],
  ["a/..", []],
  [".", []],
  ["./", []],
  ["/", []],
  ["", []],
  ["..a/...", ["..a", "..."]],
];

for (const [path, names] of clean) {
  test(`"${path}" is cleaned to [${names.join(", ")}]`, () => assert.deepEqual(entryNames(path), names));
}

for (const path of ["..", "../a", "/../a", "a/../../b", "./.././a", "a\0b", "x".repeat(5000)]) {
  test(`${JSON.stringify(path.slice(0, 20))} is refused`, () => {
    assert.throws(() => entryNames(path), { kind: "invalid", code: "tar-refused" });
  });
}
