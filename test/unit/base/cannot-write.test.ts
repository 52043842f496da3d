import assert from "node:assert/strict";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cannotWrite } from "../../../src/base/cannot-write.ts";

test("a path that cannot be written names the first obstacle on its way, and what would help", (t) => {
  const dir = mkdtempSync(join(tmpdir(), "wherry-write-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, "file"), "");
  const cases = [
    {
      path: join(dir, "a/b/c"),
      kind: "not-found",
      reason: `${dir}/a is not there`,
      hint: `make the folder ${dir}/a/b first`,
    },
    {
      path: join(dir, "a/b"),
      kind: "not-found",
      reason: `${dir}/a is not there`,
      hint: `make the folder ${dir}/a first`,
    },
    {
      path: join(dir, "file/b/c"),
      kind: "invalid",
      reason: `${dir}/file is no folder`,
      hint: "choose another path",
    },
    {
      path: join(dir, "file"),
      kind: "conflict",
      reason: "something is already there",
      hint: "choose another path",
    },
  ];
  for (const { path, kind, reason, hint } of cases) {
    const error = cannotWrite(
      thrownBy(() => openSync(path, "wx")),
      "save",
      path,
    );
    assert.equal(error.message, `save: ${reason}`);
    assert.equal(error.kind, kind);
    assert.ok(error.hint?.startsWith(hint), error.hint);
  }
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (thrown) {
    return thrown;
  }
  return assert.fail("nothing was thrown");
}
