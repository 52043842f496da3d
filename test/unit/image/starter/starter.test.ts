import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { extract, type Header } from "tar-stream";
import { CodedError } from "../../../../src/base/errors.ts";
import { buildStarter } from "../../../../src/image/starter/starter.ts";

const asRoot = process.getuid?.() === 0 ? false : "chroot needs root";

test("the same programs give the same bytes", async () => {
  const [one, two] = [await buildStarter({ programs: [] }), await buildStarter({ programs: [] })];
  assert.equal(await hash(one.openTar()), await hash(two.openTar()));
});

test("every path comes after its folder, and nothing comes twice", async () => {
  const headers = await headersOf((await buildStarter({ programs: [] })).openTar());
  const seen = new Map<string, string>();
  for (const { name, type } of headers) {
    const path = name.replace(/\/$/, "");
    assert.ok(!seen.has(path), `${path} comes twice`);
    const parent = dirname(path);
    assert.ok(parent === "." || seen.get(parent) === "directory", `${path} comes before its folder`);
    seen.set(path, String(type));
  }
});

test("nothing in it changes who runs it", async () => {
  const headers = await headersOf((await buildStarter({ programs: [] })).openTar());
  const loose = headers.filter(({ type, mode }) => type === "file" && ((mode ?? 0) & 0o6000) !== 0);
  assert.deepEqual(loose, []);
});

test("its programs run in a root of their own", { skip: asRoot }, async (t) => {
  const root = temporaryFolder(t);
  await unpack((await buildStarter({ programs: [] })).openTar(), root);
  const script = "ls / && grep --version && sed --version && less --version && whoami && readlink -f /bin/sh";
  const run = spawnSync("chroot", [root, "/bin/sh", "-ec", script], {
    encoding: "utf8",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
  });
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /\broot\n/);
});

test("a program asked for by path comes with its library from the folder it names", {
  skip: asRoot,
}, async (t) => {
  const folder = temporaryFolder(t);
  compileWithLibrary(folder, `-Wl,-rpath,${folder}`);
  const root = temporaryFolder(t);
  await unpack((await buildStarter({ programs: [join(folder, "ask")] })).openTar(), root);
  assert.equal(spawnSync("chroot", [root, join(folder, "ask")]).status, 42);
});

test("a library found beside its program comes along", async (t) => {
  const folder = temporaryFolder(t);
  compileWithLibrary(folder, "-Wl,-rpath,$ORIGIN");
  const headers = await headersOf((await buildStarter({ programs: [join(folder, "ask")] })).openTar());
  assert.ok(headers.some(({ name }) => `/${name}` === join(folder, "libanswer.so")));
});

test("a script brings its interpreter, through every link on the way", { skip: asRoot }, async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "tools"));
  cpSync("/usr/bin/env", join(folder, "tools/runner"), { dereference: true });
  symlinkSync("tools", join(folder, "link"));
  writeFileSync(join(folder, "script"), `#!${join(folder, "link/runner")} true\n`);
  chmodSync(join(folder, "script"), 0o755);
  const root = temporaryFolder(t);
  await unpack((await buildStarter({ programs: [join(folder, "script")] })).openTar(), root);
  assert.equal(
    spawnSync("chroot", [root, join(folder, "script")], { env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" } })
      .status,
    0,
  );
});

test("a program whose library is not here is refused, naming both", async (t) => {
  const folder = temporaryFolder(t);
  compileWithLibrary(folder);
  await assert.rejects(
    buildStarter({ programs: [join(folder, "ask")] }),
    (error) =>
      error instanceof CodedError &&
      error.kind === "not-found" &&
      /ask: its library libanswer\.so/.test(error.message),
  );
});

test("a program that is not here is refused with a hint", async () => {
  await assert.rejects(
    buildStarter({ programs: ["no-such-program"] }),
    (error) => error instanceof CodedError && error.kind === "not-found" && error.hint !== undefined,
  );
});

test("a machine without a shell gets a clear word", async (t) => {
  await assert.rejects(
    buildStarter({ programs: [], searchPath: temporaryFolder(t) }),
    (error) => error instanceof CodedError && error.kind === "unavailable",
  );
});

test("it stops when it is told to", async () => {
  await assert.rejects(buildStarter({ programs: [], signal: AbortSignal.abort() }), { name: "AbortError" });
});

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "wherry-starter-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Leaves a program `ask` that exits with 42, by the library `libanswer.so` beside it. */
function compileWithLibrary(folder: string, ...linkerFlags: string[]): void {
  writeFileSync(join(folder, "lib.c"), "int answer(void) { return 42; }");
  writeFileSync(join(folder, "main.c"), "int answer(void); int main(void) { return answer(); }");
  execFileSync("cc", ["-shared", "-fPIC", "-o", "libanswer.so", "lib.c"], { cwd: folder });
  execFileSync("cc", ["-o", "ask", "main.c", "-L.", "-lanswer", ...linkerFlags], { cwd: folder });
}

async function hash(stream: Readable): Promise<string> {
  const sum = createHash("sha256");
  for await (const chunk of stream) sum.update(chunk as Uint8Array);
  return sum.digest("hex");
}

async function headersOf(stream: Readable): Promise<Header[]> {
  const headers: Header[] = [];
  const reader = stream.pipe(extract());
  for await (const entry of reader) {
    headers.push(entry.header);
    entry.resume();
  }
  return headers;
}

async function unpack(stream: Readable, folder: string): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  execFileSync("tar", ["-xf", "-", "-C", folder], { input: Buffer.concat(chunks) });
}
