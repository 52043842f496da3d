import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce } from "../../../../src/base/steps.ts";
import type { ChangedPath } from "../../../../src/image/layer/compare.ts";
import { markedModel } from "../../../../src/stores/files/file-model.ts";
import { changeMarks } from "../../../../src/stores/files/marks.ts";
import { sameModel } from "../../../../src/stores/files/same-model.ts";

const MANY = 20_000;

test("a tree of many files that was read twice is the same, and one that differs in one file is not", () => {
  const read = (last: Partial<ChangedPath["entry"]> = {}) =>
    atOnce(
      markedModel(changeMarks(Array.from({ length: MANY }, (_, n) => added(n, n === MANY - 1 ? last : {})))),
    );
  assert.equal(atOnce(sameModel(read(), read())), true);
  assert.equal(atOnce(sameModel(read(), read({ mode: 0o600 }))), false);
  assert.equal(atOnce(sameModel(read(), read({ sizeBytes: 2 }))), false);
});

function added(number: number, rest: Partial<ChangedPath["entry"]>): ChangedPath {
  const path = `tmp/${String(number).padStart(6, "0")}`;
  const entry = { path, kind: "file", mode: 0o644, uid: 0, gid: 0, sizeBytes: 1, mtimeSeconds: 9 } as const;
  return { path, change: "added", entry: { ...entry, ...rest } };
}
