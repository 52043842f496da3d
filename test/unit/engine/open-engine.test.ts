import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import { locateRoot, type StoreRoot } from "../../../src/base/store-root.ts";
import { openEngine } from "../../../src/engine/open-engine.ts";

let dir: string;
let root: StoreRoot;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wherry-open-"));
  root = locateRoot(join(dir, "root"), { uid: process.getuid?.() ?? 0, env: process.env });
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  rmSync(root.runDir, { recursive: true, force: true });
});

test("opening makes nothing; an empty root has nothing in it", async () => {
  await using engine = await openEngine({ root });
  assert.equal(existsSync(root.dataDir), false);
  assert.deepEqual(await engine.containers.list({ all: true }), []);
  assert.deepEqual(await engine.images.list(), []);
});

test("an unknown image and an unknown container are told with what to do", async () => {
  await using engine = await openEngine({ root });
  for (const work of [
    () => engine.containers.create({ image: "nope" }),
    () => engine.containers.start("nope"),
    () => engine.sessions.open("nope", { tty: false, stdin: false }),
    () => engine.images.inspect("nope"),
  ]) {
    await assert.rejects(
      work,
      (error) => error instanceof CodedError && error.kind === "not-found" && error.hint !== undefined,
    );
  }
});

test("a root that is a file is refused in words", async () => {
  writeFileSync(join(dir, "root"), "");
  await using engine = await openEngine({ root });
  await assert.rejects(
    engine.containers.list(),
    (error) => error instanceof CodedError && error.kind === "invalid",
  );
});

test("the system tells of itself", async () => {
  await using engine = await openEngine({ root });
  const info = await engine.system.info();
  assert.equal(info.dataDir, root.dataDir);
  assert.equal(info.driver, "native");
});
