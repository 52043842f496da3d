import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { completePath, expandHome } from "../../../src/stores/complete-path.ts";
import { temporaryFolder } from "../../support/temporary.ts";

test("a path goes on as far as it is certain, and tells what may follow", async () => {
  await using folder = await temporaryFolder();
  const dir = folder.path;
  mkdirSync(join(dir, "images/old"), { recursive: true });
  for (const name of ["images/web.tar", "images/web.tar.gz", "images/.hidden", "notes"]) {
    writeFileSync(join(dir, name), "");
  }
  const cases: [text: string, made: string, choices: string[]][] = [
    ["", "", ["images/", "notes"]],
    ["i", "images/", []],
    ["images/", "images/", ["old/", "web.tar", "web.tar.gz"]],
    ["images/w", "images/web.tar", ["web.tar", "web.tar.gz"]],
    ["images/.", "images/.hidden", []],
    ["images/x", "images/x", []],
    ["nowhere/x", "nowhere/x", []],
    [`${dir}/no`, `${dir}/notes`, []],
  ];
  for (const [text, made, choices] of cases) {
    assert.deepEqual(await completePath(text, dir), { text: made, choices }, text);
  }
});

test("a tilde is the person's home", () => {
  assert.equal(expandHome("~"), homedir());
  assert.equal(expandHome("~/a.tar"), join(homedir(), "a.tar"));
  assert.equal(expandHome("a~/b"), "a~/b");
});
