import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../../src/base/digest.ts";
import {
  CONFIG_LIMIT_BYTES,
  formatManifest,
  LAYER_LIMIT,
  MANIFEST_LIMIT_BYTES,
  parseManifest,
} from "../../../src/image/manifest.ts";
import {
  DOCKER_CONFIG,
  DOCKER_MANIFEST,
  OCI_CONFIG,
  OCI_INDEX,
  OCI_LAYER,
} from "../../../src/image/media-types.ts";

const config = { mediaType: OCI_CONFIG, digest: digestOf("config"), size: 6 };
const layer = { mediaType: OCI_LAYER, digest: digestOf("layer"), size: 5 };
const good = { schemaVersion: 2, config, layers: [layer] };
const bytesOf = (document: unknown): Buffer => Buffer.from(JSON.stringify(document));

test("a manifest that we make reads back as it was", () => {
  const bytes = formatManifest({ digest: config.digest, sizeBytes: 6 }, [
    { mediaType: OCI_LAYER, digest: layer.digest, sizeBytes: 5 },
  ]);
  const manifest = parseManifest(bytes);
  assert.equal(manifest.config.digest, config.digest);
  assert.deepEqual(manifest.layers, [
    { mediaType: OCI_LAYER, digest: layer.digest, sizeBytes: 5, annotations: {} },
  ]);
});

test("Docker's manifest is read like OCI's", () => {
  const manifest = parseManifest(
    bytesOf({
      schemaVersion: 2,
      mediaType: DOCKER_MANIFEST,
      config: { ...config, mediaType: DOCKER_CONFIG },
      layers: [{ ...layer, mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip" }],
    }),
  );
  assert.equal(manifest.mediaType, DOCKER_MANIFEST);
});

const refused: readonly [what: string, document: unknown, reason: RegExp][] = [
  ["a list", [], /not an object/],
  ["an old schema", { ...good, schemaVersion: 1 }, /schema version/],
  ["an index", { ...good, mediaType: OCI_INDEX }, /image index/],
  [
    "a signature or other artifact",
    { ...good, config: { ...config, mediaType: "application/x-thing" } },
    /container image/,
  ],
  ["no config", { schemaVersion: 2, layers: [] }, /config: missing/],
  [
    "a config of 100 MB",
    { ...good, config: { ...config, size: 100_000_000 } },
    new RegExp(`more than ${CONFIG_LIMIT_BYTES}`),
  ],
  [
    "10,000 layers",
    { ...good, layers: Array(10_000).fill(layer) },
    new RegExp(`10000 items, more than ${LAYER_LIMIT}`),
  ],
  [
    "a digest with a path in it",
    { ...good, layers: [{ ...layer, digest: "sha256:../../etc/passwd" }] },
    /layers\[0\].*digest/,
  ],
  ["a negative size", { ...good, layers: [{ ...layer, size: -1 }] }, /layers\[0\].*size/],
  ["a size that is no number", { ...good, layers: [{ ...layer, size: "5" }] }, /size/],
  [
    "an encrypted layer",
    { ...good, layers: [{ ...layer, mediaType: `${OCI_LAYER}+gzip+encrypted` }] },
    /layer 0.*encrypted/,
  ],
  [
    "a layer type from an object's prototype",
    { ...good, layers: [{ ...layer, mediaType: "constructor" }] },
    /not a file system layer/,
  ],
  ["annotations that are not text", { ...good, annotations: { a: 1 } }, /annotations/],
];

for (const [what, document, reason] of refused) {
  test(`a manifest with ${what} is refused`, () => {
    assert.throws(() => parseManifest(bytesOf(document)), { kind: "invalid", message: reason });
  });
}

test("a manifest that is too large is refused before it is parsed", () => {
  assert.throws(() => parseManifest(Buffer.alloc(MANIFEST_LIMIT_BYTES + 1, " ")), /more than/);
});

test("bytes that are not UTF-8 are refused", () => {
  assert.throws(() => parseManifest(Buffer.from([0x7b, 0xff, 0x7d])), /not JSON/);
});
