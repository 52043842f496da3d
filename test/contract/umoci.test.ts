import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { needsRoot, testLayers } from "../support/layers.ts";
import { writeOciLayout } from "../support/oci-layout.ts";
import { type TarEntry, tar } from "../support/tar.ts";

const missing = ["umoci", "unshare"].find((peer) => spawnSync(peer, ["--version"]).status !== 0);
const skip = needsRoot() || (missing === undefined ? false : `needs ${missing}`);

const dir = (name: string, rest: Partial<TarEntry> = {}): TarEntry => ({
  name,
  type: "5",
  mtime: 2,
  ...rest,
});
const file = (name: string, body = name, rest: Partial<TarEntry> = {}): TarEntry => ({ name, body, ...rest });
const symlink = (name: string, linkName: string): TarEntry => ({ name, type: "2", linkName, mode: 0o777 });
const link = (name: string, linkName: string): TarEntry => ({ name, type: "1", linkName });
const root = dir("./", { mode: 0o755, mtime: 42 });
/** cap_net_raw+ep, as the kernel keeps it: version 2, permitted and effective. */
const netRaw = Buffer.from("0100000200200000000000000000000000000000", "hex");
const longName = `${"long-".repeat(30)}/${"name-".repeat(40)}`;

const images: Record<string, readonly (readonly TarEntry[])[]> = {
  "modes, owners, times and kinds": [
    [
      root,
      dir("odd", { mode: 0o3510, uid: 1234, gid: 65534, mtime: 1_000_000_000 }),
      file("odd/suid", "s", { mode: 0o6711, uid: 33, gid: 44, pax: { mtime: "1234567890.987654321" } }),
      file("odd/none", "", { mode: 0 }),
      file("odd/before-1970", "", { pax: { mtime: "-5.5" } }),
      { name: "odd/tty", type: "3", device: [5, 0], mode: 0o620, gid: 5 },
      { name: "odd/sda", type: "4", device: [8, 17], mode: 0o660, gid: 6 },
      { name: "odd/fifo", type: "6", mode: 0o640, uid: 9 },
      symlink("odd/link", "/nowhere/../at all"),
      file("odd/big-owner", "x", { pax: { uid: "3000000000", gid: "2999999999" } }),
    ],
  ],
  "extended attributes and capabilities": [
    [
      root,
      file("ping", "#!", { mode: 0o755, uid: 5, pax: { "SCHILY.xattr.security.capability": netRaw } }),
      file("notes", "n", { pax: { "SCHILY.xattr.user.note": "a=b\nc", "SCHILY.xattr.trusted.x": "\0\xff" } }),
      dir("d", { pax: { "SCHILY.xattr.user.dir": "yes" } }),
    ],
    [root, file("d/new"), file("ping2", "#", { pax: { "SCHILY.xattr.security.capability": netRaw } })],
  ],
  "long and strange names": [
    [
      root,
      file("x", "pax", { pax: { path: `${longName}-pax` } }),
      { name: "@LongLink", type: "L", body: `${longName}-gnu\0` },
      file("cut", "gnu"),
      symlink("öäü", "ß"),
      file(" spaces and\nnewline "),
      file("./dot/./slash//file"),
      file("/absolute/file"),
      { name: "x", type: "2", pax: { path: "to-long", linkpath: `${longName}-pax` } },
    ],
  ],
  whiteouts: [
    [
      root,
      dir("a", { mode: 0o700 }),
      file("a/1"),
      file("a/2"),
      dir("a/sub"),
      file("a/sub/x"),
      dir("b"),
      file("b/1"),
      dir("c"),
      file("c/1"),
      dir("c/deep"),
      file("c/deep/2"),
      file("top"),
      symlink("sym", "a"),
    ],
    [
      root,
      file("a/.wh.1"),
      file("a/.wh.sub"),
      file("b/new"),
      file("b/.wh..wh..opq"),
      file("c/.wh..wh..opq"),
      dir("c", { mode: 0o711 }),
      file("c/kept"),
      file(".wh.top"),
      file(".wh.never-there"),
      file("nodir/.wh.never-there"),
      file(".wh.sym"),
    ],
    [
      root,
      file("a/1", "back"),
      dir("a/sub"),
      file("a/sub/y"),
      file("top", "again"),
      file("c/1", "once more"),
    ],
  ],
  "a whiteout spares what its own layer adds, before and after": [
    [root, dir("d"), file("d/old"), dir("e"), file("e/old"), file("f"), dir("g"), file("g/old")],
    [
      root,
      dir("d"),
      file("d/new"),
      file(".wh.d"),
      file(".wh.e"),
      dir("e"),
      file("e/new"),
      file("f", "new"),
      file(".wh.f"),
      dir("g"),
      file("g/.wh..wh..opq"),
      file("g/new"),
    ],
  ],
  "hard links, also into lower layers": [
    [
      root,
      file("one", "shared", { mode: 0o640, uid: 3, mtime: 99 }),
      file("z", "other"),
      link("dir/two", "one"),
      link("a", "dir/two"),
      dir("dir"),
      symlink("s", "one"),
      link("s2", "s"),
    ],
    [root, file("up/x", "up", { mode: 0o4755, uid: 7, pax: { "SCHILY.xattr.security.capability": netRaw } })],
    [root, link("up-link", "up/x"), link("z-link", "z"), link("s3", "s"), file("again/x", "again")],
    // Only names that no other name of the file stays below: an overlay cannot keep two layers' names together.
    [root, link("up-again", "again/x"), file("again/x", "replaced"), file("one", "replaced")],
  ],
  "replacing files, directories and symlinks by each other": [
    [
      root,
      file("f"),
      dir("d", { mode: 0o750 }),
      file("d/x"),
      dir("d/e"),
      file("d/e/y"),
      symlink("s", "d"),
      dir("t"),
      file("t/x"),
      file("same"),
    ],
    [
      root,
      dir("f"),
      file("f/in"),
      file("d", "a file now"),
      dir("s"),
      file("s/in"),
      symlink("t", "f"),
      file("same", "1"),
      file("same", "2"),
      dir("m"),
      file("m/x"),
      file("m"),
      dir("m"),
      file("m/y"),
    ],
    [root, dir("d", { mode: 0o711 }), file("d/new"), file("f", "file again"), dir("t")],
    [root, dir("t"), file("t/y"), file("d/e", "e")],
  ],
  "symlinked directories on the way, of this layer and of lower ones": [
    [
      root,
      dir("usr"),
      dir("usr/lib", { mode: 0o751, uid: 2 }),
      file("usr/lib/a"),
      symlink("lib", "usr/lib"),
      file("lib/b"),
    ],
    [
      root,
      file("lib/c"),
      symlink("usr/abs", "/usr/lib"),
      file("usr/abs/d"),
      symlink("up", "../../../usr"),
      file("up/e"),
    ],
    [
      root,
      file("lib/.wh.a"),
      link("lib/f", "lib/b"),
      symlink("chain", "up/abs"),
      file("chain/g"),
      symlink("to-new", "new/place"),
      file("to-new/h"),
    ],
  ],
  "parents that a layer only implies keep what lower layers say of them": [
    [
      root,
      dir("etc", { mode: 0o710, uid: 11, gid: 12, mtime: 77, pax: { "SCHILY.xattr.user.k": "v" } }),
      dir("etc/conf", { mode: 0o700 }),
    ],
    [root, file("etc/conf/x")],
    [root, file("etc/conf/y"), file("etc/.wh.z")],
  ],
  "a stack of 40 layers": Array.from({ length: 40 }, (_, i) => [
    root,
    file(`n/${i}`),
    file("n/last", `${i}`),
    ...(i > 0 ? [file(`n/.wh.${i - 1}`)] : []),
  ]),
};

for (const [name, contents] of Object.entries(images)) {
  test(`umoci agrees: ${name}`, { skip }, async () => {
    await using layers = await testLayers();
    const tars = contents.map((entries) => tar(...entries));
    for (const bytes of tars) await layers.addTar(bytes);
    const layout = join(layers.folder, "oci");
    writeOciLayout(layout, "image", tars);
    run("umoci", "unpack", "--image", `${layout}:image`, join(layers.folder, "bundle"));
    const mountPoint = join(layers.folder, "merged");
    mkdirSync(mountPoint);
    mkdirSync(join(layers.folder, "empty"));
    const theirs = list(join(layers.folder, "bundle/rootfs"));
    const ours = list(
      mountPoint,
      join(layers.folder, "empty"),
      ...contents.map((_, layer) => layers.fs(layer)),
    );
    for (const [path, { kind, mtime }] of Object.entries(theirs)) {
      // What no layer gives a time for has it from the clock there.
      const fromClock = kind === "directory" && mtime.seconds > started;
      if (fromClock && ours[path] !== undefined) ours[path] = { ...ours[path], mtime };
    }
    assert.deepEqual(ours, theirs);
    assert.ok(Object.keys(ours).length > 1);
    const stack = await layers.store.readStack(layers.chain);
    assert.deepEqual(
      stack.entries.map(({ path }) => path).sort(),
      Object.keys(ours).sort(),
      "the tree knows other paths",
    );
    for (const { path, mode, uid, gid, sizeBytes, kind } of stack.entries) {
      const { mode: m, uid: u, gid: g, sizeBytes: s, kind: k } = ours[path]!;
      assert.deepEqual(
        { path, mode, uid, gid, sizeBytes, kind },
        { path, mode: m, uid: u, gid: g, sizeBytes: s, kind: k },
      );
    }
  });
}

interface Listed {
  readonly kind: string;
  readonly mtime: { readonly seconds: number; readonly nanoseconds: number };
  readonly [more: string]: unknown;
}

const started = Date.now() / 1000 - 60;

/** What lies below a folder, or in an overlay of lower folders that is mounted on it for the while. */
function list(folder: string, ...lowers: string[]): Record<string, Listed> {
  const script = join(import.meta.dirname, "../support/list-root.ts");
  const node = [process.execPath, "--import", "tsx", script, folder, ...lowers];
  const lines = run("unshare", "-m", "--propagation", "private", ...node);
  return Object.fromEntries(
    lines
      .split("\n")
      .filter(Boolean)
      .map((line) => {
        const { path, ...rest } = JSON.parse(line);
        return [path, rest];
      }),
  );
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(status, 0, `${program}: ${stderr}`);
  return stdout;
}
