import assert from "node:assert/strict";
import { lstatSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeFolders } from "../../../src/base/make-folders.ts";
import { temporaryFolder } from "../../support/temporary.ts";

test("a folder is made with its parents, in the mode asked for, and making it again is no error", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "a/b/c");
  makeFolders(path, 0o700);
  makeFolders(path, 0o755);
  assert.equal(lstatSync(path).mode & 0o777, 0o700);
});

test("a place that takes no folders is told at once", () => {
  assert.throws(() => makeFolders("/proc/no-such/folder"), { kind: "denied", code: "no-folders-here" });
});

test("a file in the way is the system's error", async () => {
  await using folder = await temporaryFolder();
  writeFileSync(join(folder.path, "file"), "");
  assert.throws(() => makeFolders(join(folder.path, "file/below")), { code: "ENOTDIR" });
});

test("a link that leads nowhere ends in an error", async () => {
  await using folder = await temporaryFolder();
  symlinkSync("nowhere", join(folder.path, "link"));
  assert.throws(() => makeFolders(join(folder.path, "link/below")));
});
