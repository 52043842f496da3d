import type { Digest } from "../base/digest.ts";
import { CodedError } from "../base/errors.ts";
import { shortId } from "../base/ids.ts";
import type { BlobStore } from "./blob-store.ts";
import { type ImageConfig, parseImageConfig } from "./config.ts";
import { chooseEntry, type IndexEntry, type Platform, parseIndex } from "./index.ts";
import { chainIdsOf } from "./layer/chain-id.ts";
import {
  CONFIG_LIMIT_BYTES,
  type Descriptor,
  MANIFEST_LIMIT_BYTES,
  type Manifest,
  parseManifest,
} from "./manifest.ts";
import { isIndexType } from "./media-types.ts";

/** An image of the store: its manifest and config, parsed. */
export interface StoredImage {
  /** The config's digest, as Docker shows it. */
  readonly id: Digest;
  readonly manifestDigest: Digest;
  readonly manifestBytes: number;
  readonly manifest: Manifest;
  readonly config: ImageConfig;
  /** Base first. */
  readonly chainIds: readonly Digest[];
}

/** Reads the image that an index entry names; what was read once is remembered, for blobs never change. */
export type ImageReader = (entry: IndexEntry) => Promise<StoredImage>;

const REMEMBERED_LIMIT = 2000;
const DEPTH_LIMIT = 3;

export function createImageReader(blobs: BlobStore, machine: Platform): ImageReader {
  const remembered = new Map<Digest, Promise<StoredImage>>();
  return (entry) => {
    const known = remembered.get(entry.digest);
    if (known !== undefined) return known;
    if (remembered.size >= REMEMBERED_LIMIT) remembered.clear();
    const reading = readImage(blobs, entry, machine);
    remembered.set(entry.digest, reading);
    // A failure may pass: the image may be loaded again.
    reading.catch(() => remembered.delete(entry.digest));
    return reading;
  };
}

async function readImage(blobs: BlobStore, entry: IndexEntry, machine: Platform): Promise<StoredImage> {
  const { digest, sizeBytes } = await findManifest(blobs, entry, machine);
  const manifest = parseManifest(
    await blobs.read(digest, MANIFEST_LIMIT_BYTES),
    `manifest ${shortId(digest)}`,
  );
  const id = manifest.config.digest;
  const config = parseImageConfig(await blobs.read(id, CONFIG_LIMIT_BYTES), `config of image ${shortId(id)}`);
  if (config.diffIds.length !== manifest.layers.length) {
    throw new CodedError(
      "invalid",
      "layer-mismatch",
      `read image ${shortId(id)}: ${manifest.layers.length} layers, but its config has ${config.diffIds.length}`,
    );
  }
  const chainIds = chainIdsOf(config.diffIds);
  return { id, manifestDigest: digest, manifestBytes: sizeBytes, manifest, config, chainIds };
}

async function findManifest(blobs: BlobStore, entry: IndexEntry, machine: Platform): Promise<Descriptor> {
  let descriptor: Descriptor = entry;
  for (let depth = 0; isIndexType(descriptor.mediaType) && depth < DEPTH_LIMIT; depth += 1) {
    const { digest } = descriptor;
    const entries = parseIndex(
      await blobs.read(digest, MANIFEST_LIMIT_BYTES),
      `image index ${shortId(digest)}`,
    );
    const chosen = chooseEntry(entries, machine);
    if (chosen === undefined) {
      const platform = `${machine.os}/${machine.architecture}`;
      throw new CodedError(
        "not-found",
        "no-platform",
        `read image ${shortId(digest)}: it has none for ${platform}`,
      );
    }
    descriptor = chosen;
  }
  return descriptor;
}
