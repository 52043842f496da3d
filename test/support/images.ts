import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestHex, digestOf } from "../../src/base/digest.ts";
import { locateRoot } from "../../src/base/store-root.ts";
import { createImages, type ImagesFamily } from "../../src/engine/images/create-images.ts";
import { applyLayer } from "../../src/image/layer/apply.ts";
import { createLayerStore, type LayerStore } from "../../src/image/layer/layer-store.ts";
import { OCI_CONFIG, OCI_LAYER, OCI_MANIFEST } from "../../src/image/media-types.ts";
import { createExclusive } from "../../src/state/exclusive.ts";
import { type TarEntry, tar } from "./tar.ts";
import { temporaryFolder } from "./temporary.ts";

/** A real images family over a root of the test's own. */
export interface TestImages extends ImagesFamily, AsyncDisposable {
  readonly folder: string;
  readonly dataDir: string;
  readonly layers: LayerStore;
  /** Image id -> container ids, for the test to fill. */
  readonly users: Map<string, string[]>;
  /** Set, for the state to fail from now on with it when it is asked which layers are in use. */
  readonly state: { failure?: Error };
  /** How far its clock is ahead. */
  readonly clock: { aheadMs: number };
  /** How often something was said to have changed. */
  changes(): number;
  /** Names of all blobs, layers, stages and drafts, and the index: equal before and after means nothing was lost or left. */
  contents(): { blobs: string[]; stages: string[]; layers: string[]; index: string };
}

/** With `folder`, a second view of a root that is there, as another process has it. */
export async function testImages(shared?: { readonly folder: string }): Promise<TestImages> {
  const folder =
    shared === undefined
      ? await temporaryFolder()
      : { path: shared.folder, [Symbol.asyncDispose]: async (): Promise<void> => {} };
  const root = locateRoot(join(folder.path, "root"), { uid: 0, env: {} });
  const layers = createLayerStore({ dir: join(root.dataDir, "layers") });
  const users = new Map<string, string[]>();
  const state: { failure?: Error } = {};
  const clock = { aheadMs: 0 };
  let changes = 0;
  const family = await createImages({
    root,
    layers,
    applyLayer,
    exclusive: createExclusive(join(root.dataDir, "images.lock")),
    usedBy: (id) => users.get(id) ?? [],
    layersInUse: async () => {
      if (state.failure !== undefined) throw state.failure;
      return [];
    },
    changed: () => {
      changes += 1;
    },
    clock: { now: () => Date.now() + clock.aheadMs, sourceDateEpoch: "1700000000" },
  });
  return {
    ...family,
    folder: folder.path,
    dataDir: root.dataDir,
    layers,
    users,
    state,
    clock,
    changes: () => changes,
    contents: () => ({
      blobs: list(join(root.dataDir, "images/blobs/sha256")),
      stages: list(join(root.dataDir, "images/staging")),
      layers: list(join(root.dataDir, "layers")),
      index: readFileSync(join(root.dataDir, "images/index.json"), "utf8"),
    }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

function list(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    return [];
  }
}

/** An image as parts, for archives of any kind. */
export interface ImageParts {
  readonly layers: readonly Buffer[];
  readonly diffIds: readonly string[];
  readonly config: Buffer;
  readonly manifest: Buffer;
  readonly id: string;
}

export interface PartsOptions {
  readonly config?: object;
  /** What is done to a layer's tar before it becomes a blob. */
  readonly pack?: (plain: Buffer) => Buffer;
  readonly layerType?: string;
}

export function imageParts(
  layers: readonly (readonly TarEntry[])[],
  { config = {}, pack = (plain) => plain, layerType = OCI_LAYER }: PartsOptions = {},
): ImageParts {
  const plain = layers.map((entries) => tar(...entries));
  const blobs = plain.map(pack);
  const diffIds = plain.map(digestOf);
  const configBytes = json({
    architecture: "amd64",
    os: "linux",
    created: "2024-01-02T03:04:05Z",
    config: { Cmd: ["sh"], Env: ["A=b"] },
    rootfs: { type: "layers", diff_ids: diffIds },
    history: layers.map((_, index) => ({ created_by: `step ${index}`, created: "2024-01-02T03:04:05Z" })),
    ...config,
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(OCI_CONFIG, configBytes),
    layers: blobs.map((blob) => descriptor(layerType, blob)),
  });
  return { layers: blobs, diffIds, config: configBytes, manifest, id: digestOf(configBytes) };
}

export function descriptor(
  mediaType: string,
  bytes: Buffer,
): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

/** The files of an OCI layout, for a tar or a folder. */
export function ociFiles(...images: readonly (ImageParts & { readonly name?: string })[]): TarEntry[] {
  const manifests = images.map(({ manifest, name }) => ({
    ...descriptor(OCI_MANIFEST, manifest),
    ...(name === undefined ? {} : { annotations: { "org.opencontainers.image.ref.name": name } }),
  }));
  const blobs = new Map<string, Buffer>();
  for (const { layers, config, manifest } of images) {
    for (const blob of [...layers, config, manifest]) blobs.set(digestOf(blob), blob);
  }
  return [
    { name: "oci-layout", body: '{"imageLayoutVersion":"1.0.0"}' },
    { name: "index.json", body: json({ schemaVersion: 2, manifests }) },
    ...[...blobs].map(([digest, body]) => ({ name: blobName(digest), body })),
  ];
}

/** The files of a docker-archive as `docker save` wrote it for ten years. */
export function dockerFiles(
  ...images: readonly (ImageParts & { readonly tags?: readonly string[] })[]
): TarEntry[] {
  const list = images.map(({ id, diffIds, tags }) => ({
    Config: `${id.slice(7)}.json`,
    RepoTags: tags ?? null,
    Layers: diffIds.map((diffId) => `${diffId.slice(7)}/layer.tar`),
  }));
  const files = new Map<string, Buffer>();
  for (const { id, config, layers, diffIds } of images) {
    files.set(`${id.slice(7)}.json`, config);
    for (const [index, layer] of layers.entries()) files.set(`${diffIds[index]?.slice(7)}/layer.tar`, layer);
  }
  return [
    ...[...files].map(([name, body]) => ({ name, body })),
    { name: "manifest.json", body: json(list) },
    { name: "repositories", body: "{}" },
  ];
}

export function blobName(digest: string): string {
  return `blobs/sha256/${digestHex(digest as `sha256:${string}`)}`;
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** Two small layers: a file, a directory with one in it; then a change and a removal. */
export const twoLayers: readonly (readonly TarEntry[])[] = [
  [
    { name: "etc/", type: "5" },
    { name: "etc/hello", body: "hello\n" },
    { name: "gone", body: "x".repeat(3000) },
  ],
  [
    { name: "etc/", type: "5" },
    { name: "etc/hello", body: "hello again\n" },
    { name: ".wh.gone", body: "" },
    { name: "big", body: "0123456789".repeat(2000) },
  ],
];
