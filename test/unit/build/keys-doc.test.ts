import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { keysDoc } from "../../../build/keys-doc-text.ts";
import { english } from "../../../components/words/english.ts";
import { openDesk } from "../../support/desk.ts";

const path = join(import.meta.dirname, "../../../docs/keys.md");

test("docs/keys.md is what the table of actions says; else run: npm run keys", (t) => {
  assert.equal(readFileSync(path, "utf8"), keysDoc(openDesk(t).actions, english));
});

test("it names every action with its keys and its id", (t) => {
  const { actions } = openDesk(t);
  const doc = readFileSync(path, "utf8");
  for (const { id, keys } of actions) {
    const row = doc.split("\n").find((line) => line.startsWith("| `") && line.endsWith(`| \`${id}\` |`));
    for (const key of keys) assert.ok(row?.includes(key), `${id}: ${key}`);
  }
});
