import assert from "node:assert/strict";
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { needsRoot, type TestLayers, testLayers } from "../support/layers.ts";
import { paxBody, type TarEntry, tar, tarEntry } from "../support/tar.ts";

const skip = needsRoot();

/** What the attacks aim at: a file and a folder outside of the layer, beside it and above it. */
interface Canary {
  /** Absolute. */
  readonly file: string;
  readonly folder: string;
  /** The way to the file out of a layer's folder, with as many ".." as it takes. */
  readonly climb: string;
  /** How the things outside look: content, mode, owner, time, names beside them. */
  look(): unknown;
}

/** An attack must be refused with `invalid`, or end in what `harmless` asserts. */
type Outcome =
  | { readonly refused: RegExp }
  | { readonly harmless: (layers: TestLayers, canary: Canary) => void };

interface Attack {
  readonly name: string;
  /** One list of entries for each layer. */
  readonly layers: (canary: Canary) => readonly (readonly TarEntry[])[];
  readonly outcome: Outcome;
}

const EVIL = { body: "evil" };
const dir = (name: string): TarEntry => ({ name, type: "5" });
const symlink = (name: string, linkName: string): TarEntry => ({ name, type: "2", linkName });
const link = (name: string, linkName: string): TarEntry => ({ name, type: "1", linkName });

const attacks: readonly Attack[] = [
  {
    name: "../victim",
    layers: ({ climb }) => [[{ name: climb, ...EVIL }]],
    outcome: { refused: /leads out of the layer/ },
  },
  {
    name: "/../victim",
    layers: ({ climb }) => [[{ name: `/${climb}`, ...EVIL }]],
    outcome: { refused: /leads out of the layer/ },
  },
  {
    name: "a climb in the middle of a path",
    layers: ({ climb }) => [[dir("a"), { name: `a/../${climb}`, ...EVIL }]],
    outcome: { refused: /leads out of the layer/ },
  },
  {
    name: "a climb in a PAX path",
    layers: ({ climb }) => [[{ name: "x", pax: { path: climb }, ...EVIL }]],
    outcome: { refused: /leads out of the layer/ },
  },
  {
    name: "an absolute path lands inside",
    layers: ({ file }) => [[{ name: file, ...EVIL }]],
    outcome: {
      harmless: (layers, { file }) => assert.equal(readFileSync(join(layers.fs(), file), "utf8"), "evil"),
    },
  },
  {
    name: "a file through a relative symlink that climbs",
    layers: ({ climb }) => [
      [symlink("up", climb.slice(0, -"/canary".length)), { name: "up/canary", ...EVIL }],
    ],
    outcome: {
      harmless: (layers) => assert.equal(readFileSync(join(layers.fs(), "canary"), "utf8"), "evil"),
    },
  },
  {
    name: "a file through an absolute symlink",
    layers: ({ folder }) => [[symlink("out", folder), { name: "out/canary", ...EVIL }]],
    outcome: {
      harmless: (layers, { file }) => assert.equal(readFileSync(join(layers.fs(), file), "utf8"), "evil"),
    },
  },
  {
    name: "a file over a symlink replaces the symlink",
    layers: ({ file }) => [[symlink("x", file), { name: "x", ...EVIL }]],
    outcome: { harmless: (layers) => assert.equal(readFileSync(join(layers.fs(), "x"), "utf8"), "evil") },
  },
  {
    name: "a directory over a symlink replaces the symlink",
    layers: ({ folder }) => [[symlink("x", folder), dir("x"), { name: "x/canary", ...EVIL }]],
    outcome: {
      harmless: (layers) => {
        assert.ok(lstatSync(join(layers.fs(), "x")).isDirectory());
        assert.equal(readFileSync(join(layers.fs(), "x/canary"), "utf8"), "evil");
      },
    },
  },
  {
    name: "a symlink to a symlink",
    layers: ({ folder }) => [[symlink("a", folder), symlink("b", "a"), { name: "b/canary", ...EVIL }]],
    outcome: {
      harmless: (layers, { file }) => assert.equal(readFileSync(join(layers.fs(), file), "utf8"), "evil"),
    },
  },
  {
    name: "a symlink of a lower layer",
    layers: ({ folder }) => [[symlink("out", folder)], [{ name: "out/canary", ...EVIL }]],
    outcome: {
      harmless: (layers, { file }) => assert.equal(readFileSync(join(layers.fs(), file), "utf8"), "evil"),
    },
  },
  {
    name: "a circle of symlinks",
    layers: () => [[symlink("a", "b"), symlink("b", "a"), { name: "a/x", ...EVIL }]],
    outcome: { refused: /too many symlinks/ },
  },
  {
    name: "a hard link to a file outside, by its absolute path",
    layers: ({ file }) => [[link("x", file), { name: "x", ...EVIL }]],
    outcome: { refused: /is not there/ },
  },
  {
    name: "a hard link to a file outside, by a climb",
    layers: ({ climb }) => [[link("x", climb)]],
    outcome: { refused: /link target leads out of the layer/ },
  },
  {
    name: "a hard link through a symlink",
    layers: ({ folder }) => [[symlink("out", folder), link("x", "out/canary")]],
    outcome: { refused: /is not there/ },
  },
  {
    name: "a symlink, a hard link to it, and a file written through both",
    layers: ({ file }) => [[symlink("s", file), link("h", "s"), { name: "h", ...EVIL }]],
    outcome: {
      harmless: (layers, { file }) => {
        assert.equal(readFileSync(join(layers.fs(), "h"), "utf8"), "evil");
        assert.equal(readlinkSync(join(layers.fs(), "s")), file);
      },
    },
  },
  {
    name: "a hard link to a symlink to a directory, and a file below it",
    layers: ({ folder }) => [[symlink("s", folder), link("h", "s"), { name: "h/canary", ...EVIL }]],
    outcome: {
      harmless: (layers, { file }) => assert.equal(readFileSync(join(layers.fs(), file), "utf8"), "evil"),
    },
  },
  {
    name: "a symlink to a hard link",
    layers: ({ file }) => [
      [{ name: "f", ...EVIL }, link("h", "f"), symlink("s", "h"), { name: "s", body: file }],
    ],
    outcome: { harmless: (layers) => assert.equal(readFileSync(join(layers.fs(), "h"), "utf8"), "evil") },
  },
  {
    name: "a chain of hard links whose first file is replaced",
    layers: ({ file }) => [
      [symlink("a", file), link("b", "a"), link("c", "b"), { name: "a", ...EVIL }, { name: "c", ...EVIL }],
    ],
    outcome: {
      harmless: (layers, { file }) => {
        assert.equal(readlinkSync(join(layers.fs(), "b")), file);
        assert.equal(readFileSync(join(layers.fs(), "c"), "utf8"), "evil");
      },
    },
  },
  {
    name: "a hard link to itself",
    layers: () => [[{ name: "a", ...EVIL }, link("a", "a")]],
    outcome: { refused: /is not there/ },
  },
  {
    name: "a hard link to a directory",
    layers: () => [[dir("a"), link("b", "a")]],
    outcome: { refused: /directory cannot have a second name/ },
  },
  {
    name: "a whiteout through a symlink",
    layers: ({ folder }) => [[symlink("out", folder), { name: "out/.wh.canary" }]],
    outcome: { harmless: (layers) => assert.deepEqual(readdirSync(layers.fs()), ["out"]) },
  },
  {
    name: "an opaque mark through a symlink",
    layers: ({ folder }) => [[symlink("out", folder), { name: "out/.wh..wh..opq" }]],
    outcome: {
      harmless: (layers, { folder }) => assert.deepEqual(readdirSync(join(layers.fs(), folder)), []),
    },
  },
  {
    name: "a whiteout that climbs",
    layers: ({ climb }) => [[{ name: climb.replace("canary", ".wh.canary") }]],
    outcome: { refused: /leads out of the layer/ },
  },
  {
    name: "a whiteout of nothing",
    layers: () => [[{ name: "a/.wh." }]],
    outcome: { refused: /must name what/ },
  },
  { name: "a whiteout of .", layers: () => [[{ name: ".wh.." }]], outcome: { refused: /must name what/ } },
  {
    name: "a whiteout of ..",
    layers: () => [[dir("a"), { name: "a/.wh..." }]],
    outcome: { refused: /must name what/ },
  },
  {
    name: "a directory that is called like a whiteout",
    layers: () => [[{ name: ".wh.a/b", ...EVIL }]],
    outcome: { refused: /name of a whiteout/ },
  },
  {
    name: "a sibling whose name begins like the layer's folder",
    layers: ({ climb }) => [
      [symlink("s", `${climb.replace("canary", "layers")}-2`), { name: "s/x", ...EVIL }],
    ],
    outcome: {
      harmless: (layers) => assert.deepEqual(readFileSync(join(layers.fs(), "layers-2/x"), "utf8"), "evil"),
    },
  },
  {
    name: "a global header that renames everything",
    layers: ({ climb }) => [
      [
        { name: "g", type: "g", body: paxBody({ path: climb, linkpath: climb }) },
        { name: "x", ...EVIL },
      ],
    ],
    outcome: { harmless: (layers) => assert.deepEqual(readdirSync(layers.fs()), ["x"]) },
  },
  {
    name: "the overlay's own whiteout as a device",
    layers: () => [[{ name: "passwd" }], [{ name: "passwd", type: "3", device: [0, 0] }]],
    outcome: { refused: /overlay's own mark/ },
  },
  ...["trusted.overlay.opaque", "trusted.overlay.redirect", "user.overlay.opaque"].map(
    (attribute): Attack => ({
      name: `the overlay's own attribute ${attribute}`,
      layers: () => [[{ ...dir("d"), pax: { [`SCHILY.xattr.${attribute}`]: "y" } }]],
      outcome: { refused: /the overlay's own/ },
    }),
  ),
  {
    name: "a device node of the host's disk is only a node",
    layers: () => [[{ name: "disk", type: "4", device: [8, 0], mode: 0o666 }, link("again", "disk")]],
    outcome: { harmless: (layers) => assert.ok(lstatSync(join(layers.fs(), "again")).isBlockDevice()) },
  },
  {
    name: "content written to a device or a fifo made before replaces the node",
    layers: () => [
      [
        { name: "null", type: "3", device: [1, 3] },
        { name: "p", type: "6" },
        { name: "null", ...EVIL },
        { name: "p", ...EVIL },
      ],
    ],
    outcome: {
      harmless: (layers) => {
        for (const name of ["null", "p"]) assert.equal(readFileSync(join(layers.fs(), name), "utf8"), "evil");
      },
    },
  },
  {
    name: "entries after a file replaced their directory",
    layers: () => [[dir("d"), { name: "d/a" }, { name: "d", body: "file" }, { name: "d/b", ...EVIL }]],
    outcome: { refused: /"d" is not a directory/ },
  },
  {
    name: "entries after a symlink replaced their directory",
    layers: ({ folder }) => [
      [dir("d"), { name: "d/a" }, symlink("d", folder), { name: "d/canary", ...EVIL }],
    ],
    outcome: {
      harmless: (layers, { file }) => assert.equal(readFileSync(join(layers.fs(), file), "utf8"), "evil"),
    },
  },
  {
    name: "a symlink in place of the root",
    layers: ({ folder }) => [[symlink("./", folder), { name: "canary", ...EVIL }]],
    outcome: { refused: /root can only be a directory/ },
  },
  {
    name: "a size of 8 EiB",
    layers: () => [[{ name: "x", pax: { size: "9223372036854775807" } }]],
    outcome: { refused: /out of range/ },
  },
  {
    name: "a size far beyond the archive's end",
    layers: () => [[{ name: "x", size: 0o77777777777, ...EVIL }]],
    outcome: { refused: /cut short/ },
  },
  {
    name: "an owner that chown takes for none",
    layers: () => [[{ name: "x", pax: { uid: "4294967295" } }]],
    outcome: { refused: /out of range/ },
  },
  {
    name: "a NUL in a PAX path",
    layers: ({ climb }) => [[{ name: "x", pax: { path: `a\0${climb}` } }]],
    outcome: { refused: /leads out|NUL/ },
  },
  {
    name: "a path of 100,000 names",
    layers: () => [[{ name: "x", pax: { path: "a/".repeat(100_000) } }]],
    outcome: { refused: /too long/ },
  },
];

for (const { name, layers: layersOf, outcome } of attacks) {
  test(`tar: ${name}`, { skip }, async () => {
    await using layers = await testLayers();
    const canary = makeCanary(layers);
    const before = canary.look();
    const apply = async (): Promise<void> => {
      for (const entries of layersOf(canary)) await layers.add(...entries);
    };
    if ("refused" in outcome) {
      await assert.rejects(apply(), (error: Error & { kind?: string }) => {
        assert.equal(error.kind, "invalid", error.stack);
        assert.match(error.message, outcome.refused);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
      const kept = await layers.store.list();
      assert.deepEqual(readdirSync(join(layers.folder, "layers")).length, kept.length, "a draft was left");
    } else {
      await apply();
      outcome.harmless(layers, canary);
    }
    assert.deepEqual(canary.look(), before, "the attack reached something outside of the layer");
  });
}

test("tar: a header that is no header after a good entry", { skip }, async () => {
  await using layers = await testLayers();
  const canary = makeCanary(layers);
  const before = canary.look();
  const bytes = Buffer.concat([tarEntry({ name: "a" }), Buffer.alloc(512, "evil"), tar()]);
  await assert.rejects(layers.addTar(bytes), { kind: "invalid", code: "tar-damaged" });
  assert.deepEqual(readdirSync(join(layers.folder, "layers")), []);
  assert.deepEqual(canary.look(), before);
});

function makeCanary({ folder, store }: TestLayers): Canary {
  const file = join(folder, "canary");
  const sibling = join(folder, "layers-2");
  mkdirSync(join(folder, "layers"));
  mkdirSync(sibling);
  writeFileSync(file, "sings", { mode: 0o640 });
  const layer = store.dirOf(`sha256:${"0".repeat(64)}`).fsDir;
  return {
    file,
    folder,
    climb: relative(layer, file),
    look: () => {
      const { mode, uid, gid, mtimeMs, nlink, ino } = lstatSync(file);
      const names = [readdirSync(folder).sort(), readdirSync(sibling)];
      return { content: readFileSync(file, "utf8"), mode, uid, gid, mtimeMs, nlink, ino, names };
    },
  };
}
