import assert from "node:assert/strict";
import { test } from "node:test";
import { atOnce } from "../../../../src/base/steps.ts";
import { stackModel } from "../../../../src/stores/files/file-model.ts";
import { cursorIn, cursorRow } from "../../../../src/stores/view/file-cursor.ts";
import { NOTHING_SELECTED } from "../../../../src/stores/view/selection.ts";

test("the cursor stays with its file while others come and go above it, and where it stood when the file goes", () => {
  const [before, after] = [flat("b", "c", "d"), flat("a", "b", "c", "d")];
  const cursor = cursorIn(before, rows(before), 1);
  assert.equal(cursorRow(before, rows(before), cursor), 1);
  assert.equal(cursorRow(after, rows(after), cursor), 2);
  const without = flat("b", "d");
  assert.equal(cursorRow(without, rows(without), cursor), 1);
  const fewer = flat("b");
  assert.equal(cursorRow(fewer, rows(fewer), cursor), 0);
  assert.equal(cursorRow(flat(), [], cursor), 0);
  assert.equal(cursorRow(before, rows(before), NOTHING_SELECTED), 0);
});

function flat(...paths: string[]) {
  const rest = { kind: "file", mode: 0, uid: 0, gid: 0, sizeBytes: 1, mtimeSeconds: 0 } as const;
  return atOnce(stackModel(paths.map((path) => ({ path, ...rest }))));
}

function rows({ nodes }: ReturnType<typeof flat>): number[] {
  return [...nodes.keys()];
}
