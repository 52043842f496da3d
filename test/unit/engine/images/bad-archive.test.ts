import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { CodedError } from "../../../../src/base/errors.ts";
import {
  blobName,
  descriptor,
  dockerFiles,
  imageParts,
  json,
  ociFiles,
  type TestImages,
  testImages,
  twoLayers,
} from "../../../support/images.ts";
import { needsRoot } from "../../../support/layers.ts";
import { type TarEntry, tar } from "../../../support/tar.ts";

const skip = needsRoot();

const parts = imageParts(twoLayers);
const gzipped = imageParts(twoLayers, {
  pack: (plain) => gzipSync(plain),
  layerType: "application/vnd.oci.image.layer.v1.tar+gzip",
});
const docker = dockerFiles({ ...parts, tags: ["app:1"] });
const oci = ociFiles({ ...parts, name: "app:1" });
const manifestName = blobName(descriptor("", parts.manifest).digest);

const bad: readonly [what: string, files: readonly TarEntry[], reason: RegExp][] = [
  ["with nothing of an image in it", [{ name: "etc/passwd", body: "root" }], /no image in it/],
  ["whose manifest.json is not JSON", replaced(docker, "manifest.json", "[{"), /manifest\.json.*not JSON/],
  ["whose manifest.json is no list", replaced(docker, "manifest.json", "{}"), /not a list/],
  ["whose list of images is empty", replaced(docker, "manifest.json", "[]"), /list of images is empty/],
  [
    "whose index is empty",
    replaced(oci, "index.json", '{"schemaVersion":2,"manifests":[]}'),
    /list of images is empty/,
  ],
  [
    "of another layout version",
    replaced(oci, "oci-layout", '{"imageLayoutVersion":"2.0.0"}'),
    /layout version/,
  ],
  ["without its oci-layout file", without(oci, "oci-layout"), /oci-layout.*missing/],
  ["with a blob missing", without(oci, blobName(parts.diffIds[1]!)), /layer .* is missing/],
  [
    "with a layer missing",
    docker.filter(({ name }) => !String(name).includes(parts.diffIds[1]!.slice(7))),
    /layer .* is missing/,
  ],
  ["with its config missing", without(docker, `${parts.id.slice(7)}.json`), /is missing/],
  [
    "whose manifest is longer than its descriptor says",
    replaced(oci, manifestName, `${parts.manifest} `),
    /bytes instead of/,
  ],
  [
    "whose manifest has other bytes",
    replaced(oci, manifestName, String(parts.manifest).replace("sha256", "sha257")),
    /damaged/,
  ],
  [
    "whose layer has other bytes",
    replaced(oci, blobName(parts.diffIds[1]!), flipped(parts.layers[1]!, 700)),
    /instead of/,
  ],
  [
    "whose config has another digest than its name",
    replaced(docker, `${parts.id.slice(7)}.json`, `${parts.config} `),
    /digest/,
  ],
  [
    "whose layer is not its diff id",
    replaced(docker, `${parts.diffIds[0]!.slice(7)}/layer.tar`, flipped(parts.layers[0]!, 600)),
    /instead of/,
  ],
  ["with a name that climbs", [...docker, { name: "../evil", body: "x" }], /leads out/],
  ["with an absolute name", [...docker, { name: "/etc/evil", body: "x" }], /leads out/],
  ["with a member twice", [...oci, oci[1]!], /twice/],
  ["whose tag is a path", dockerFiles({ ...parts, tags: ["../../etc"] }), /registry's address/],
  ["whose tag is not valid", dockerFiles({ ...parts, tags: ["App:1"] }), /lower case/],
  ["whose name climbs", ociFiles({ ...parts, name: "../x" }), /registry's address/],
  [
    "whose layer is outside of it",
    replaced(docker, "manifest.json", dockerList({ Layers: ["../../etc/passwd", "/etc/passwd"] })),
    /missing/,
  ],
  [
    "whose config is outside of it",
    replaced(docker, "manifest.json", dockerList({ Config: "/etc/passwd" })),
    /missing/,
  ],
  [
    "with fewer layers than diff ids",
    replaced(docker, "manifest.json", dockerList({ Layers: [] })),
    /0 layers, but its config has 2/,
  ],
  [
    "with more layers than diff ids",
    replaced(
      docker,
      "manifest.json",
      dockerList({ Layers: Array(3).fill(`${parts.diffIds[0]!.slice(7)}/layer.tar`) }),
    ),
    /3 layers, but/,
  ],
  [
    "with 10,000 layers",
    replaced(docker, "manifest.json", dockerList({ Layers: Array(10_000).fill("a") })),
    /10000 items, more than 500/,
  ],
  [
    "with layers that link in a circle",
    [
      { name: `${parts.diffIds[0]!.slice(7)}/layer.tar`, type: "2", linkName: "layer.tar" },
      ...docker.filter(({ name }) => !String(name).startsWith(parts.diffIds[0]!.slice(7))),
    ],
    /missing/,
  ],
  ["with a huge config", withConfig(Buffer.alloc(9 * 1024 * 1024, " ")), /more than 8388608/],
  [
    "with a huge manifest.json",
    replaced(docker, "manifest.json", Buffer.alloc(5 * 1024 * 1024, " ")),
    /more than 4194304/,
  ],
  [
    "for another operating system",
    ociFiles(imageParts(twoLayers, { config: { os: "windows" } })),
    /for windows/,
  ],
  [
    "of something that is no image",
    ociFiles({
      ...parts,
      manifest: Buffer.from(String(parts.manifest).replace("image.config", "thing.config")),
    }),
    /not a container image/,
  ],
  ["whose index nests too deep", nested(5), /nested too deep/],
  ["with none for this machine", forOthers("s390x", "mips"), /no image for linux/],
  [
    "whose second image is bad",
    dockerFiles({ ...parts, tags: ["a:1"] }, { ...parts, id: `sha256:${"0".repeat(64)}` }),
    /digest/,
  ],
  [
    "whose layer is no tar",
    ociFiles({
      ...imageParts([[]], { pack: () => Buffer.from("no tar"), config: diffIdsOf("no tar") }),
      name: "a:1",
    }),
    /tar/,
  ],
  [
    "whose layer climbs",
    ociFiles({ ...imageParts([[{ name: "../../evil", body: "x" }]]), name: "a:1" }),
    /evil/,
  ],
];

for (const [what, files, reason] of bad) {
  test(`an archive ${what} is refused and leaves the store as it was`, { skip }, async () => {
    await using store = await testImages();
    const before = store.contents();
    const error = await failureOf(store, tar(...files));
    assert.equal(error.kind, "invalid", error.message);
    assert.match(error.message, reason);
    assert.doesNotMatch(error.message, /\n/);
    assert.deepEqual(store.contents(), before);
    assert.equal(store.changes(), 0);
  });
}

test("what is no archive at all is refused", { skip }, async () => {
  await using store = await testImages();
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.alloc(2048),
    Buffer.from("hello"),
    Buffer.alloc(5000, "x"),
    gzipSync("x"),
  ]) {
    assert.equal((await failureOf(store, bytes)).kind, "invalid");
  }
  await assert.rejects(store.images.load({ path: join(store.folder, "nowhere") }), { kind: "not-found" });
  await assert.rejects(store.images.load({ path: store.folder }), {
    kind: "invalid",
    message: /no image in it/,
  });
});

const whole: readonly [what: string, bytes: Buffer][] = [
  ["docker-archive", tar(...dockerFiles({ ...parts, tags: ["app:1"] }))],
  ["OCI archive", tar(...ociFiles({ ...gzipped, name: "app:1" }))],
  ["docker-archive in gzip", gzipSync(tar(...dockerFiles({ ...parts, tags: ["app:1"] })))],
];

for (const [what, bytes] of whole) {
  test(`a ${what} cut short anywhere is refused, or nothing that matters is missing`, { skip }, async () => {
    await using store = await testImages();
    const before = store.contents();
    // The end of a tar is padding and two empty blocks.
    const meaningful = what.endsWith("gzip") ? bytes.length : bytes.length - 1024 - 512;
    for (const length of spread(bytes.length, 30)) {
      const error = await failureOf(store, bytes.subarray(0, length)).catch(() => undefined);
      if (error === undefined) {
        assert.ok(length >= meaningful, `${length} of ${bytes.length} bytes were taken`);
        await store.images.remove("app:1");
      } else assert.equal(error.kind, "invalid", `${length}: ${error.message}`);
      assert.deepEqual(store.contents(), before, `${length} of ${bytes.length} bytes`);
    }
  });

  test(`a ${what} with a bit flipped anywhere is refused, or gives the very same image`, {
    skip,
  }, async () => {
    await using store = await testImages();
    const before = store.contents();
    for (const at of spread(bytes.length, 60)) {
      const error = await failureOf(store, flipped(bytes, at)).catch(() => undefined);
      if (error === undefined) {
        const [image] = await store.images.list();
        assert.equal(image?.id, parts.id, `bit ${at} changed the image unseen`);
        const { entries } = await store.images.tree(parts.id, { view: "stack" });
        assert.equal(entries.find(({ path }) => path === "big")?.sizeBytes, 20_000);
        await store.images.remove(parts.id, { force: true });
      } else
        assert.ok(["invalid", "not-found"].includes(error.kind), `${at}: ${error.kind} ${error.message}`);
      assert.deepEqual(store.contents(), before, `bit flipped at ${at}`);
    }
  });
}

async function failureOf(store: TestImages, bytes: Buffer): Promise<CodedError> {
  const path = join(store.folder, "bad.tar");
  writeFileSync(path, bytes);
  const outcome: unknown = await store.images.load({ path }).catch((error) => error);
  assert.ok(outcome instanceof CodedError, `it was taken, or failed without a code: ${String(outcome)}`);
  return outcome;
}

function* spread(length: number, count: number): Generator<number> {
  for (let step = 0; step < count; step += 1) yield Math.floor((length * step) / count);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1 << (at % 8);
  return copy;
}

function replaced(files: readonly TarEntry[], name: string, body: string | Buffer): TarEntry[] {
  assert.ok(
    files.some((file) => file.name === name),
    `${name} is not in the fixture`,
  );
  return files.map((file) => (file.name === name ? { ...file, body } : file));
}

function without(files: readonly TarEntry[], name: string): TarEntry[] {
  assert.ok(
    files.some((file) => file.name === name),
    `${name} is not in the fixture`,
  );
  return files.filter((file) => file.name !== name);
}

function dockerList(changes: object): Buffer {
  const Layers = parts.diffIds.map((diffId) => `${diffId.slice(7)}/layer.tar`);
  return json([{ Config: `${parts.id.slice(7)}.json`, RepoTags: ["app:1"], Layers, ...changes }]);
}

function withConfig(config: Buffer): TarEntry[] {
  return [
    { name: "c.json", body: config },
    { name: "manifest.json", body: json([{ Config: "c.json", RepoTags: [], Layers: [] }]) },
  ];
}

function diffIdsOf(text: string): object {
  return { rootfs: { type: "layers", diff_ids: [descriptor("", Buffer.from(text)).digest] } };
}

function nested(depth: number): TarEntry[] {
  let inner = descriptor("application/vnd.oci.image.manifest.v1+json", parts.manifest);
  const files: TarEntry[] = [];
  for (let level = 0; level < depth; level += 1) {
    const body = json({ schemaVersion: 2, manifests: [inner] });
    inner = descriptor("application/vnd.oci.image.index.v1+json", body);
    files.push({ name: blobName(inner.digest), body });
  }
  return [...replaced(oci, "index.json", json({ schemaVersion: 2, manifests: [inner] })), ...files];
}

function forOthers(...architectures: readonly string[]): TarEntry[] {
  const inner = descriptor("application/vnd.oci.image.manifest.v1+json", parts.manifest);
  const manifests = architectures.map((architecture) => ({
    ...inner,
    platform: { os: "linux", architecture },
  }));
  const body = json({ schemaVersion: 2, manifests });
  const index = descriptor("application/vnd.oci.image.index.v1+json", body);
  return [
    ...replaced(oci, "index.json", json({ schemaVersion: 2, manifests: [index] })),
    { name: blobName(index.digest), body },
  ];
}
