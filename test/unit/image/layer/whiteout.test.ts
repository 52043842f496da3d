import assert from "node:assert/strict";
import { test } from "node:test";
import { OPAQUE_NAME, parseWhiteout, whiteoutName } from "../../../../src/image/layer/whiteout.ts";

test("a whiteout names what it removes", () => {
  assert.deepEqual(parseWhiteout(".wh.a", "x/.wh.a"), { kind: "removed", name: "a" });
  assert.deepEqual(parseWhiteout(".wh..bashrc", ".wh..bashrc"), { kind: "removed", name: ".bashrc" });
  assert.deepEqual(parseWhiteout(".wh....", ".wh...."), { kind: "removed", name: "..." });
});

test("the opaque mark and the bookkeeping of AUFS are told apart", () => {
  assert.deepEqual(parseWhiteout(OPAQUE_NAME, OPAQUE_NAME), { kind: "opaque" });
  for (const name of [".wh..wh.plnk", ".wh..wh.aufs", ".wh..wh.orph"]) {
    assert.deepEqual(parseWhiteout(name, name), { kind: "ignored" });
  }
});

test("other names are no marks", () => {
  for (const name of ["a", "wh.a", ".wh", ".what", "a.wh.b"])
    assert.deepEqual(parseWhiteout(name, name), { kind: "none" });
});

test("a whiteout of nothing, of a directory itself or of its parent is refused", () => {
  for (const name of [".wh.", ".wh..", ".wh..."]) {
    assert.throws(() => parseWhiteout(name, `d/${name}`), {
      kind: "invalid",
      message: /must name what it removes/,
    });
  }
});

test("a removed path is marked in its own directory", () => {
  assert.deepEqual([whiteoutName("a"), whiteoutName("a/b/c")], [".wh.a", "a/b/.wh.c"]);
});
