import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { containersDir } from "../../src/engine/containers/bundle.ts";
import { type Cli, type CliResult, finish, useCli, wherryProgram } from "../support/cli.ts";

const skip = process.getuid?.() !== 0 && "needs root to mount";

test("a root on a read-only file system can be looked at, and says why it cannot be changed", {
  skip,
}, async (t) => {
  const cli = useCli(t);
  await cli.ok("starter");
  await cli.ok("create", "--name", "one", "starter", "true");
  // What a killed wherry left cannot be swept now, and hides nothing.
  mkdirSync(join(containersDir(cli.root), "f".repeat(64)));
  await expectReadable(cli, "one");
  for (const words of [
    ["create", "starter", "true"],
    ["run", "starter", "true"],
    ["start", "one"],
    ["rename", "one", "two"],
    ["rm", "one"],
    ["tag", "starter", "other"],
    ["rmi", "-f", "starter"],
    ["starter"],
  ]) {
    const { code, stderr } = await readOnly(cli, words);
    assert.notEqual(code, 0, words.join(" "));
    assert.match(stderr, /the file system is read-only/, words.join(" "));
    assert.match(stderr, /choose a writable folder with --root DIR/, words.join(" "));
    assert.doesNotMatch(stderr, /\n\s+at /, words.join(" "));
  }
  assert.equal(await cli.ok("ps", "-a", "--format", "{{.Names}}"), "one");
});

test("what a writer elsewhere changes is seen through a read-only mount", { skip }, async (t) => {
  const cli = useCli(t);
  await cli.ok("starter");
  // It keeps the database open, so that its log stands beside it.
  const holder = cli.start(["run", "-i", "--name", "held", "starter", "sh", "-c", "echo up; cat"]);
  await new Promise((resolve) => holder.stdout?.once("data", resolve));
  await expectReadable(cli, "held");
  assert.equal((await readOnly(cli, ["ps", "-q"])).stdout.split("\n").length, 2);
});

async function expectReadable(cli: Cli, name: string): Promise<void> {
  for (const [words, shown] of [
    [["images"], /^starter +latest /m],
    [["ps", "-a"], new RegExp(` ${name}$`, "m")],
    [["inspect", "-f", "{{.Name}}", name], new RegExp(name)],
    [["inspect", "-f", "{{.Id}}", "starter"], /sha256:/],
    [["history", "starter"], /./],
    [["layers", "starter"], /./],
    [["info"], /./],
  ] as const) {
    const { code, stdout, stderr } = await readOnly(cli, words);
    assert.deepEqual([code, stderr], [0, ""], words.join(" "));
    assert.match(stdout, shown, words.join(" "));
  }
}

/** The real thing, in a mount namespace of its own where the root's folder takes no writing. */
function readOnly({ root, dir }: Cli, words: readonly string[]): Promise<CliResult> {
  const script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"';
  const command = ["sh", "-c", script, root.dataDir, wherryProgram, "--root", root.dataDir, ...words];
  return finish(spawn("unshare", ["--mount", "--propagation", "private", ...command], { cwd: dir }));
}
