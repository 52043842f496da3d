import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openInside } from "../../../../src/image/layer/open-inside.ts";
import { temporaryFolder } from "../../../support/temporary.ts";

test("only what lies in the folder itself is opened", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "layer");
  mkdirSync(join(dir, "etc"), { recursive: true });
  mkdirSync(join(folder.path, "host"));
  writeFileSync(join(folder.path, "host/secret"), "secret");
  writeFileSync(join(dir, "etc/motd"), "hello");
  symlinkSync("../../host/secret", join(dir, "etc/file-link"));
  symlinkSync("../host", join(dir, "folder-link"));
  symlinkSync("/etc", join(dir, "absolute"));

  {
    await using file = await openInside(dir, "etc/motd");
    assert.equal(await file.readFile("utf8"), "hello");
  }
  for (const path of [
    "etc/file-link",
    "folder-link/secret",
    "absolute/passwd",
    "../host/secret",
    "etc/../../host/secret",
    "etc",
    "",
  ]) {
    await assert.rejects(openInside(dir, path), { code: "not-a-file" }, path);
  }
  await assert.rejects(openInside(dir, "etc/none"), { code: "ENOENT" });
});

test("a name that is no UTF-8 is opened by its bytes", async () => {
  await using folder = await temporaryFolder();
  writeFileSync(Buffer.concat([Buffer.from(`${folder.path}/caf`), Buffer.of(0xe9)]), "latin 1");
  await using file = await openInside(folder.path, "caf\udce9");
  assert.equal(await file.readFile("utf8"), "latin 1");
});
