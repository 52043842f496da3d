import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { LayerSource } from "../../../../src/engine/containers/context.ts";
import { rememberOpaque } from "../../../../src/engine/containers/remember-opaque.ts";

const notAsked = async (): Promise<never> => assert.fail("not asked for");

test("a directory is asked about once while it stays as it is, and again when it changed", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "wherry-opaque-"));
  t.after(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, "etc"));
  const asked: string[] = [];
  const layers: LayerSource = {
    dirs: notAsked,
    isOpaque: notAsked,
    changesOf: notAsked,
    isOpaqueFolder: async (folder, path) => asked.push(join(folder, path)) > 1,
  };
  const remembering = rememberOpaque(layers);
  const twice = await Promise.all([1, 2].map(() => remembering.isOpaqueFolder(dir, "etc")));
  assert.deepEqual(twice, [false, false]);
  assert.equal(asked.length, 1);

  chmodSync(join(dir, "etc"), 0o700);
  assert.equal(await remembering.isOpaqueFolder(dir, "etc"), true);
  assert.equal(asked.length, 2);
});

test("an answer that failed is asked for again", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "wherry-opaque-"));
  t.after(() => rmSync(dir, { recursive: true }));
  let isBroken = true;
  const remembering = rememberOpaque({
    dirs: notAsked,
    isOpaque: notAsked,
    changesOf: notAsked,
    isOpaqueFolder: async () => {
      if (isBroken) throw new Error("no jail");
      return true;
    },
  });
  await assert.rejects(remembering.isOpaqueFolder(dir, ""), /no jail/);
  isBroken = false;
  assert.equal(await remembering.isOpaqueFolder(dir, ""), true);
});
