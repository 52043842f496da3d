import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { removeFolder } from "../../../../src/image/layer/remove-folder.ts";
import { walkFolder } from "../../../../src/image/layer/walk.ts";
import { needsRoot } from "../../../support/layers.ts";
import { temporaryFolder } from "../../../support/temporary.ts";

const skip = needsRoot() || (spawnSync("python3", ["--version"]).status === 0 ? false : "needs python3");

test("a folder goes with all that is in it, and what its symlinks point to stays", async () => {
  await using folder = await temporaryFolder();
  const doomed = join(folder.path, "doomed");
  mkdirSync(join(doomed, "a/b/c"), { recursive: true });
  writeFileSync(join(folder.path, "kept"), "kept");
  symlinkSync("../kept", join(doomed, "link"));
  symlinkSync("..", join(doomed, "a/up"));
  for (let i = 0; i < 300; i += 1) writeFileSync(join(doomed, `a/b/${i}`), "x", { mode: 0 });
  await removeFolder(doomed);
  assert.equal(existsSync(doomed), false);
  assert.equal(readFileSync(join(folder.path, "kept"), "utf8"), "kept");
  await removeFolder(doomed);
});

test("folders nested deeper than any path reaches are refused by the walk and removed all the same", {
  skip,
}, async () => {
  await using folder = await temporaryFolder();
  const doomed = join(folder.path, "doomed");
  mkdirSync(doomed);
  const dig =
    "import os, sys\nos.chdir(sys.argv[1])\nfor i in range(5000):\n  os.mkdir('d'); os.chdir('d')\nopen('f','w')";
  assert.equal(spawnSync("python3", ["-c", dig, doomed]).status, 0);
  await assert.rejects(walkFolder(doomed), /the paths in it are too long/);
  await removeFolder(doomed);
  assert.equal(existsSync(doomed), false);
});
