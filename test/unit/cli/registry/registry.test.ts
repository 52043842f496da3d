import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bashCompletion } from "../../../../src/cli/completion/bash.ts";
import { fishCompletion } from "../../../../src/cli/completion/fish.ts";
import { zshCompletion } from "../../../../src/cli/completion/zsh.ts";
import { commandHelp, overview, usage } from "../../../../src/cli/help.ts";
import { COMMANDS } from "../../../../src/cli/registry/registry.ts";
import { temporaryFolder } from "../../../support/temporary.ts";

test("no two commands answer to one word", () => {
  const words = COMMANDS.flatMap(({ name, aliases }) => [name, ...aliases]);
  assert.ok(words.length >= 29, `${words.length} words`);
  assert.deepEqual(words, [...new Set(words)]);
});

for (const entry of COMMANDS) {
  test(`${entry.name} can be loaded, and its flags do not clash`, async () => {
    assert.equal(typeof (await entry.load()).run, "function");
    const longs = entry.flags.map(({ long }) => long);
    const shorts = entry.flags.flatMap(({ short }) => (short === undefined ? [] : [short]));
    assert.deepEqual(longs, [...new Set(longs)]);
    assert.deepEqual(shorts, [...new Set(shorts)]);
    assert.ok(!longs.includes("help"), "--help is every command's");
  });

  test(`the help of ${entry.name} names every flag within 110 columns`, () => {
    const help = commandHelp(entry);
    for (const { long, description } of entry.flags)
      assert.ok(help.includes(`--${long}`) && help.includes(description));
    assert.deepEqual(
      help.split("\n").filter((line) => line.length > 110),
      [],
    );
  });
}

test("a usage line shows what must and what may be given", () => {
  const run = COMMANDS.find(({ name }) => name === "run")!;
  assert.equal(usage(run), "wherry run [FLAGS] IMAGE [COMMAND] [ARG...]");
});

test("the overview lists every command once, within 100 columns", () => {
  const text = overview(COMMANDS);
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  for (const { name, description } of COMMANDS)
    assert.ok(text.includes(`  ${name.padEnd(width)}  ${description}\n`), name);
  assert.deepEqual(
    text.split("\n").filter((line) => line.length > 100),
    [],
  );
});

for (const [shell, write] of [
  ["bash", bashCompletion],
  ["zsh", zshCompletion],
  ["fish", fishCompletion],
] as const) {
  test(`${shell} reads its completion script`, async (t) => {
    if (spawnSync(shell, ["-c", "true"]).error !== undefined) return t.skip(`${shell} is not installed`);
    await using folder = await temporaryFolder();
    // As a file: fish takes the socket that would be its standard input for a directory.
    const script = join(folder.path, "script");
    writeFileSync(script, write(COMMANDS));
    const { status, stderr } = spawnSync(shell, ["-n", script]);
    assert.equal(status, 0, String(stderr));
  });
}

test("bash completes commands and flags", () => {
  const script = `${bashCompletion(COMMANDS)}
    ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wherry; echo "\${COMPREPLY[@]}"; }
    ask wherry ima; ask wherry --root /x run --rea; ask wherry completion z
    ask wherry vol; ask wherry volume pr; ask wherry volume create --l`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  assert.equal(stdout, "images\n--read-only\nzsh\nvolume\nprune\n--label\n", stderr);
});
