import { readFileSync } from "node:fs";
import type { TarEntry } from "./tar.ts";

/** cap_net_raw+ep, as the kernel keeps it: version 2, permitted and effective. */
const netRaw = Buffer.from("0100000200200000000000000000000000000000", "hex");
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

const dir = (name: string | Buffer, rest: Partial<TarEntry> = {}): TarEntry => ({ name, type: "5", ...rest });
const file = (name: string | Buffer, body: string | Buffer = "", rest: Partial<TarEntry> = {}): TarEntry => ({
  name,
  body,
  ...rest,
});
const symlink = (name: string, linkName: string | Buffer): TarEntry => ({
  name,
  type: "2",
  linkName,
  mode: 0o777,
});
/** As archivers write it: a second name has all that the first has, but the content. */
const link = (name: string, { name: linkName, body: _, ...rest }: TarEntry): TarEntry => ({
  ...rest,
  ...{ name, type: "1", linkName },
});

/**
 * The layers of an image, base first, with everything that a layer can hold. In it stands `program` as /list-files,
 * and every folder and file that a runtime puts something in or on.
 */
export function manyLayers(count: number, program: string): TarEntry[][] {
  const first = base(program);
  const last = [
    ...[whiteouts, replacements, links, linksAcross].map((step) => step()),
    [dir("n/"), file("n/at-the-end", "last\n")],
  ];
  const between = Array.from({ length: count - last.length - 1 }, (_, index) => counted(index));
  return [first, ...between, ...last];
}

/** What a container needs to run, and all kinds of files with all that a file can have. */
function base(program: string): TarEntry[] {
  const shared = file("twice/one", "shared", { mode: 0o4640, uid: 3, mtime: 99 });
  return [
    dir("./", { mode: 0o755, mtime: 42 }),
    file("list-files", readFileSync(program), { mode: 0o755 }),
    ...["dev", "proc", "sys", "etc", "n", "kinds", "names", "lower", "twice"].map((name) => dir(`${name}/`)),
    ...["hosts", "hostname", "resolv.conf"].map((name) => file(`etc/${name}`, "of the image\n")),
    file("etc/passwd", "root:x:0:0::/:/list-files\nodd:x:1234:4321::/:/list-files\n"),
    dir("kinds/sticky/", { mode: 0o3771, uid: 1234, gid: 65534, mtime: 1_000_000_000 }),
    file("kinds/setuid", "s", { mode: 0o6711, uid: 33, gid: 44, pax: { mtime: "1234567890.987654321" } }),
    file("kinds/no-mode", "", { mode: 0 }),
    file("kinds/far-owner", "x", { pax: { uid: "3000000000", gid: "2999999999" } }),
    file("kinds/1-mib", Buffer.alloc(1 << 20, "wherry ")),
    { name: "kinds/tty", type: "3", device: [5, 0], mode: 0o620, gid: 5 },
    { name: "kinds/disk", type: "4", device: [8, 17], mode: 0o660, gid: 6 },
    { name: "kinds/fifo", type: "6", mode: 0o640, uid: 9, mtime: 7 },
    symlink("kinds/dangling", "/nowhere/../at all"),
    file("kinds/ping", "#!", { mode: 0o755, uid: 5, pax: { "SCHILY.xattr.security.capability": netRaw } }),
    file("kinds/note", "n", { pax: { "SCHILY.xattr.user.note": "a=b\nc" } }),
    dir("kinds/noted/", { pax: { "SCHILY.xattr.user.dir": "yes" } }),
    file(latin1("names/caf\xe9 \xff\xfe"), "latin 1"),
    file("names/öäü 漢字 🛶", "UTF-8"),
    file(" spaces and\nnewline ", "n"),
    file("names/.wh", "no whiteout"),
    file("x", "", { pax: { path: `names/${"n".repeat(255)}` } }),
    file("x", "deep", { pax: { path: `names/${"deep-".repeat(40)}/${"er-".repeat(60)}` } }),
    { name: "x", type: "2", mode: 0o777, pax: { path: "names/to-far", linkpath: "../".repeat(200) } },
    ...["a", "b", "c", "d", "e"].flatMap((name) => [
      dir(`lower/${name}/`, { mode: 0o750, uid: 2 }),
      file(`lower/${name}/1`, name),
      dir(`lower/${name}/sub/`, { mtime: 5 }),
      file(`lower/${name}/sub/2`, name),
    ]),
    shared,
    link("twice/two", shared),
    link("three", shared),
  ];
}

/** Each takes away what the one before it brought. */
function counted(index: number): TarEntry[] {
  return [
    dir("n/", { mtime: index }),
    file(`n/${index}`, `${index}`, { uid: index, mtime: index }),
    file("n/latest", `${index}`),
    file("n/growing", "x".repeat(index)),
    ...(index > 0 ? [file(`n/.wh.${index - 1}`)] : []),
  ];
}

function whiteouts(): TarEntry[] {
  return [
    dir("lower/", { mode: 0o711 }),
    dir("lower/a/"),
    file("lower/a/.wh.1"),
    file("lower/a/.wh.sub"),
    dir("lower/b/", { mode: 0o700 }),
    file("lower/b/new", "new"),
    file("lower/b/.wh..wh..opq"),
    file("lower/.wh.c"),
    dir("kinds/"),
    file("kinds/.wh.1-mib"),
    file("kinds/.wh.never-there"),
  ];
}

function replacements(): TarEntry[] {
  return [
    dir("lower/"),
    file("lower/.wh.d"),
    file("lower/d", "a file where a directory was", { mtime: 11 }),
    dir("lower/e/"),
    symlink("lower/e/1", "sub/2"),
    dir("lower/c/", { mode: 0o2755, gid: 8 }),
    file("lower/c/back", "again"),
    dir("kinds/"),
    file("kinds/tty", "a file where a device was"),
    dir("kinds/fifo/", { mode: 0o555 }),
    file("kinds/fifo/in", "in"),
    file("kinds/ping", "#! without capability", { mode: 0o755, uid: 5 }),
  ];
}

/** Several names of one file, which a layer brings together. */
function links(): TarEntry[] {
  const pax = { "SCHILY.xattr.security.capability": netRaw };
  const shared = file("links/x", "up", { mode: 0o4755, uid: 7, pax });
  return [dir("links/"), shared, link("links/y", shared), link("z", shared), symlink("links/s", "x")];
}

/** A second name for a file of a layer below, which is not in this one: no builder writes that, but a tar can say it. */
export function linkIntoLower(): TarEntry[][] {
  const alone = file("links/alone", "below", { mode: 0o2751, uid: 12, mtime: 13 });
  return [
    [dir("links/"), alone],
    [dir("links/", { mtime: 14 }), link("links/not-alone", alone)],
  ];
}

/** All names of a lower file once more, with one added: the layer brings them together again. */
function linksAcross(): TarEntry[] {
  const shared = file("twice/one", "changed for all", { mode: 0o640, uid: 4, mtime: 100 });
  return [
    dir("twice/"),
    shared,
    link("twice/two", shared),
    link("three", shared),
    link("twice/four", shared),
  ];
}
