import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { pack } from "tar-stream";
import { cliOfFile } from "../support/cli.ts";

const cli = cliOfFile();
let archive: string;
let images: string;

before(async () => {
  await cli.ok("starter");
  archive = join(cli.dir, "good.tar");
  await cli.ok("save", "-o", archive, "starter");
  images = await cli.ok("images", "--no-trunc");
});

/** One line "wherry: verb thing: reason", perhaps a hint, and nothing else but the phases of long work before. */
function clear(stderr: string, reason: RegExp): void {
  assert.match(stderr, /^([a-z ]+\n)*wherry: [^\n]+: [^\n]+\n(hint: [^\n]+\n)?$/);
  assert.match(stderr, reason);
}

/** What failed has changed nothing. */
async function asBefore(): Promise<void> {
  assert.equal(await cli.ok("images", "--no-trunc"), images);
}

for (const [name, args, code, reason] of [
  ["an unknown command", ["frob"], 1, /frob: there is no such command/],
  ["a mistyped command", ["imagse"], 1, /did you mean "wherry images"/],
  ["an unknown flag of run", ["run", "--frob", "starter"], 125, /run --frob: unknown flag/],
  ["an unknown global flag", ["--frob", "ps"], 125, /--frob: unknown flag/],
  ["an unknown image", ["run", "no-such-image"], 125, /no-such-image/],
  ["an unknown image of create", ["create", "no-such-image"], 1, /no-such-image/],
  ["a reference that cannot be one", ["run", "UPPER/case"], 125, /UPPER\/case/],
  ["a memory limit that is none", ["run", "-m", "lots", "starter"], 125, /"lots" is not a size/],
  [
    "a user that the image lacks",
    ["run", "-u", "nobody-of-this-name", "starter", "true"],
    125,
    /nobody-of-this-name/,
  ],
  ["a user that is no user", ["run", "-u", "1:2:3", "starter", "true"], 125, /1:2:3/],
  ["a name that is no name", ["create", "--name", "a/b", "starter"], 1, /a\/b/],
  ["a name of 300 letters", ["create", "--name", "n".repeat(300), "starter"], 1, /"n{59}…" cannot be a name/],
  ["an unknown container of 300 letters", ["stop", "n".repeat(300)], 1, /container n{59}…: no such/],
  ["an unknown container", ["stop", "no-such"], 1, /no-such: no such container/],
  ["an unknown container of exec", ["exec", "no-such", "true"], 1, /no-such: no such container/],
  ["an unknown image of rmi", ["rmi", "no-such"], 1, /no-such/],
  ["a tag that is none", ["tag", "starter", "a b"], 1, /a b/],
  ["an archive that is not there", ["load", "-i", "/no/such/archive"], 1, /\/no\/such\/archive/],
  ["a template with an unknown field", ["images", "--format", "{{.Nope}}"], 1, /Nope/],
  [
    "a program for the starter that is not there",
    ["starter", "no-such-program", "--tag", "x"],
    1,
    /no-such-program/,
  ],
] as const) {
  test(`${name}: one clear line and exit code ${code}`, async () => {
    clear(await cli.fails(code, ...args), reason);
    await asBefore();
    assert.equal(await cli.ok("ps", "-aq"), "");
  });
}

test("a name in use, a second rm, rm of what runs", async () => {
  await cli.ok("run", "-d", "--name", "web", "starter", "sleep", "100");
  clear(await cli.fails(1, "create", "--name", "web", "starter"), /web/);
  clear(await cli.fails(125, "run", "--name", "web", "starter"), /web/);
  clear(await cli.fails(1, "rm", "web"), /web.*run/);
  await cli.ok("rm", "-f", "web");
  clear(await cli.fails(1, "rm", "web"), /no such container/);
});

test("a program that is not there is told without a place in a spec", async () => {
  const stderr = await cli.fails(127, "run", "--rm", "starter", "no-such-program");
  clear(stderr, /exec no-such-program: not found in the container's PATH\n/);
});

test("exec by name in a container whose list of users is a trap", async () => {
  const script = "yes user:x:1000:1000::/:/bin/sh | head -c 2000000 > /etc/passwd; echo up; sleep 100";
  await cli.ok("run", "-d", "--name", "trap", "starter", "sh", "-c", script);
  while ((await cli.ok("logs", "trap")) !== "up");
  clear(await cli.fails(1, "exec", "-u", "user", "trap", "true"), /\/etc\/passwd .*too large\nhint: .*1 MiB/);
  await cli.ok("rm", "-f", "trap");
});

test("exec and attach in a container that does not run", async () => {
  await cli.ok("create", "--name", "idle", "starter");
  clear(await cli.fails(1, "exec", "idle", "true"), /idle/);
  clear(await cli.fails(1, "attach", "idle"), /idle/);
  await cli.ok("rm", "idle");
});

test("a truncated archive leaves nothing", async () => {
  const file = join(cli.dir, "short.tar");
  copyFileSync(archive, file);
  truncateSync(file, Math.floor(readFileSync(archive).length / 2));
  clear(await cli.fails(1, "load", "-i", file), /short\.tar/);
  await asBefore();
});

test("an archive with a flipped bit leaves nothing", async () => {
  const file = join(cli.dir, "flipped.tar");
  const bytes = readFileSync(archive);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 0x10;
  writeFileSync(file, bytes);
  await cli.ok("rmi", "starter");
  clear(await cli.fails(1, "load", "-i", file), /./);
  assert.equal(await cli.ok("images", "-q"), "");
  await cli.ok("load", "-i", archive);
  await asBefore();
});

test("a file that is no archive, and an empty one", async () => {
  const file = join(cli.dir, "text");
  writeFileSync(file, "this is no archive\n".repeat(100));
  clear(await cli.fails(1, "load", "-i", file), /text/);
  writeFileSync(file, "");
  clear(await cli.fails(1, "load", "-i", file), /text/);
  await asBefore();
});

test("a root file system with ../ in it touches nothing outside", async () => {
  const file = join(cli.dir, "escape.tar");
  const tar = pack();
  tar.entry({ name: "../../../../../../../../tmp/wherry-escaped" }, "out");
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  writeFileSync(file, Buffer.concat(chunks));
  clear(await cli.fails(1, "import", file, "escape:1"), /\.\.\//);
  assert.throws(() => readFileSync("/tmp/wherry-escaped"), { code: "ENOENT" });
  await asBefore();
});

test("a root folder that cannot be made", async () => {
  const blocked = join(cli.dir, "file");
  writeFileSync(blocked, "");
  const { code, stderr } = await cli.run(["--root", join(blocked, "root"), "create", "starter"]);
  assert.equal(code, 1);
  clear(stderr, /file/);
});

test("a database that is torn is mended, with the containers' own files as witness", async () => {
  await cli.ok("create", "--name", "kept", "starter", "echo", "still here");
  writeFileSync(join(cli.root.dataDir, "state.db"), "torn to pieces");
  assert.equal(await cli.ok("start", "-a", "kept"), "still here");
  await cli.ok("rm", "kept");
});

test("a save to a folder that is not there leaves no file, and one that fails keeps the old file", async () => {
  clear(await cli.fails(1, "save", "-o", join(cli.dir, "none/x.tar"), "starter"), /none/);
  const file = join(cli.dir, "precious.tar");
  writeFileSync(file, "precious");
  clear(await cli.fails(1, "save", "-o", file, "no-such-image"), /no-such-image/);
  assert.equal(readFileSync(file, "utf8"), "precious");
});

test("a full disk is told as such and leaves nothing", async (t) => {
  if (process.getuid?.() !== 0) return t.skip("needs root to mount a small disk");
  const dir = join(cli.dir, "small");
  mkdirSync(dir);
  const { spawnSync } = await import("node:child_process");
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "none", dir]);
  assert.equal(mounted.status, 0, String(mounted.stderr));
  try {
    const { code, stderr } = await cli.run(["--root", join(dir, "root"), "load", "-i", archive]);
    assert.equal(code, 1);
    clear(stderr, /no space left/i);
  } finally {
    spawnSync("umount", ["-l", dir]);
  }
});
