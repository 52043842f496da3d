import assert from "node:assert/strict";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { LaunchError } from "../../../runtime/index.ts";
import { runMonitor } from "../../../runtime/monitor-process.ts";
import { temporaryFolder } from "../../support/temporary.ts";

const run = (launcher: string) =>
  runMonitor({ launcher, plan: [], bytes: Buffer.alloc(500_000), release: "now" });

async function script(folder: string, text: string): Promise<string> {
  const path = join(folder, "launcher");
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

test("a launcher that is not built is told with what to do", async () => {
  await assert.rejects(run("/nowhere/launcher"), (error: LaunchError) => {
    assert.ok(error instanceof LaunchError);
    assert.equal(error.message, "start /nowhere/launcher: it is not built");
    assert.equal(error.hint, "run npm run build");
    return true;
  });
});

test("a launcher that cannot be executed is told", async () => {
  await assert.rejects(run("/etc/passwd"), { name: "LaunchError", message: /EACCES/ });
});

test("a launcher that ends without a word is told with how it ended", async () => {
  await using folder = await temporaryFolder();
  await assert.rejects(run(await script(folder.path, "exit 3")), {
    name: "LaunchError",
    message: /it ended with exit code 3 without saying why/,
  });
  await assert.rejects(run(await script(folder.path, "kill -9 $$")), {
    name: "LaunchError",
    message: /it ended by signal SIGKILL without saying why/,
  });
});

test("what a launcher should not say is no success", async () => {
  await using folder = await temporaryFolder();
  await assert.rejects(run(await script(folder.path, "echo nonsense >&4")), { name: "FormatError" });
});

test("words that arrive in pieces are put together, and a failure is explained", async () => {
  await using folder = await temporaryFolder();
  const pieces = [
    `printf 'init\\t7\\t9\\nfai' >&4`,
    "sleep 0.02",
    `printf 'led\\t0\\texec\\tprocess.args\\ttool\\t2\\tnot found\\n' >&4`,
  ];
  await assert.rejects(run(await script(folder.path, pieces.join("\n"))), {
    name: "LaunchError",
    message: "exec tool: not found in the container's PATH",
    where: "process.args",
    exitCode: 127,
  });
});
