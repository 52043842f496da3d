import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutMountPoints } from "../../../../src/engine/containers/changes.ts";
import type { ChangedPath } from "../../../../src/image/layer/compare.ts";

function changed(text: string): ChangedPath[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [mark, path = ""] = line.trim().split(" ");
      const isDirectory = path.endsWith("/");
      return {
        path: path.replace(/\/$/, ""),
        change: mark === "A" ? "added" : mark === "C" ? "changed" : "removed",
        entry: {
          path: path.replace(/\/$/, ""),
          kind: isDirectory ? "directory" : "file",
          mode: 0o644,
          uid: 0,
          gid: 0,
          sizeBytes: path.includes("full") ? 1 : 0,
          mtimeSeconds: 0,
        },
      };
    });
}

const TARGETS = ["/etc/hosts", "/etc/full", "/proc", "/given/deep/file"];
const paths = (text: string) => withoutMountPoints(changed(text), TARGETS).map(({ path }) => path);

test("bare mount points and the way to them are not shown", () => {
  assert.deepEqual(paths("C etc/\nA etc/hosts\nA given/\nA given/deep/\nA given/deep/file\nA proc/"), []);
});

test("what else happened beside them is", () => {
  assert.deepEqual(
    paths("C etc/\nA etc/hosts\nC etc/passwd\nA given/\nA given/deep/\nA given/deep/file\nA given/own"),
    ["etc", "etc/passwd", "given", "given/own"],
  );
});

test("a file with content, a change and a removal are the container's own", () => {
  assert.deepEqual(paths("C etc/\nA etc/full\nC etc/hosts"), ["etc", "etc/full", "etc/hosts"]);
  assert.deepEqual(paths("C etc/\nD etc/hosts"), ["etc", "etc/hosts"]);
});

test("directories of their own stay", () => {
  assert.deepEqual(paths("A etc/\nA etc/hosts\nA empty/\nC other/"), ["empty", "other"]);
});
