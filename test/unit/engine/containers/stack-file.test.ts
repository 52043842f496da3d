import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import {
  isStackProgram,
  readStackFile,
  type StackFolder,
} from "../../../../src/engine/containers/stack-file.ts";
import { writeFiles } from "../../../support/containers-context.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "wherry-stack-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Folders top first; `opaque` names directories that hide what is below. */
function stack(...layers: { files: Record<string, string>; opaque?: string[] }[]): StackFolder[] {
  return layers.map(({ files, opaque = [] }, n) => {
    const folder = join(dir, String(n));
    mkdirSync(folder);
    writeFiles(folder, files);
    return { dir: folder, isOpaque: async (path) => opaque.includes(path) };
  });
}

const read = async (folders: StackFolder[], path: string) => (await readStackFile(folders, path))?.toString();

test("the topmost file counts, and lower ones show through its directory", async () => {
  const folders = stack(
    { files: { "etc/passwd": "upper" } },
    { files: { "etc/passwd": "lower", "etc/group": "g" } },
  );
  assert.equal(await read(folders, "/etc/passwd"), "upper");
  assert.equal(await read(folders, "/etc/group"), "g");
  assert.equal(await read(folders, "/etc/shadow"), undefined);
});

test("an opaque directory hides the ones below", async () => {
  const folders = stack({ files: { "etc/new": "" }, opaque: ["etc"] }, { files: { "etc/passwd": "hidden" } });
  assert.equal(await read(folders, "/etc/passwd"), undefined);
});

test("a file over a directory hides it, and a directory over a file", async () => {
  const folders = stack(
    { files: { etc: "a file", "bin/sh": "x" } },
    { files: { "etc/passwd": "p", bin: "a file" } },
  );
  assert.equal(await read(folders, "/etc/passwd"), undefined);
  assert.equal(await read(folders, "/bin"), undefined);
  assert.equal(await read(folders, "/bin/sh"), "x");
});

test("links lead on inside the stack only", async () => {
  const folders = stack({ files: {} }, { files: { "usr/lib/passwd": "linked" } });
  const top = folders[0]!.dir;
  writeFileSync(join(dir, "secret"), "of the host");
  symlinkSync("usr/lib", join(top, "etc"));
  symlinkSync("/usr/lib/passwd", join(top, "absolute"));
  symlinkSync("../../../../../../usr/lib/passwd", join(top, "above"));
  symlinkSync(join(dir, "secret"), join(top, "outside"));
  symlinkSync("loop", join(top, "loop"));
  assert.equal(await read(folders, "/etc/passwd"), "linked");
  assert.equal(await read(folders, "/absolute"), "linked");
  assert.equal(await read(folders, "/above"), "linked");
  assert.equal(await read(folders, "/outside"), undefined);
  assert.equal(await read(folders, "/loop"), undefined);
});

test("a whiteout hides, and a fifo is not waited for", {
  skip: process.getuid?.() !== 0 && "needs root for mknod",
}, async () => {
  const folders = stack({ files: { "etc/x": "" } }, { files: { "etc/passwd": "below" } });
  execFileSync("mknod", [join(folders[0]!.dir, "etc/passwd"), "c", "0", "0"]);
  execFileSync("mkfifo", [join(folders[0]!.dir, "etc/fifo")]);
  assert.equal(await read(folders, "/etc/passwd"), undefined);
  assert.equal(await read(folders, "/etc/fifo"), undefined);
});

test("only what can be executed is a program", async () => {
  const folders = stack({ files: { "bin/text": "x", "bin/tool": "x" } });
  execFileSync("chmod", ["+x", join(folders[0]!.dir, "bin/tool")]);
  assert.equal(await isStackProgram(folders, "/bin/tool"), true);
  assert.equal(await isStackProgram(folders, "/bin/text"), false);
  assert.equal(await isStackProgram(folders, "/bin"), false);
});

test("too large a file is refused, and no descriptor stays open", async () => {
  const folders = stack({ files: { "etc/passwd": "x".repeat(100) } });
  const before = readdirSync("/proc/self/fd").length;
  await assert.rejects(readStackFile(folders, "/etc/passwd", 99), /too large/);
  assert.equal((await readStackFile(folders, "/etc/passwd", 100))?.length, 100);
  assert.equal(readdirSync("/proc/self/fd").length, before);
});
