import { createReadStream, readFileSync, statSync } from "node:fs";
import { mkdir, readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Digest, digestHex, digestOf } from "../base/digest.ts";
import { asCodedError, CodedError } from "../base/errors.ts";
import { shortId } from "../base/ids.ts";
import type { LongAction } from "../base/progress.ts";
import { type BlobStage, openStage } from "./blob-stage.ts";
import type { BlobSize } from "./manifest.ts";
import { isAbandoned, removeStage } from "./stage-owner.ts";

/** The blobs of an OCI image layout: bytes under their digest. A blob that is there is whole. */
export interface BlobStore {
  /** The layout's folder. */
  readonly dir: string;
  pathOf(digest: Digest): string;
  /** The size in bytes, or undefined where the store does not have it. */
  size(digest: Digest): Promise<number | undefined>;
  /** A small blob as a whole, its digest checked. Throws not-found, and `internal` when the disk gives other bytes. */
  read(digest: Digest, limitBytes: number): Promise<Buffer>;
  open(digest: Digest): Readable;
  /** Stores one blob; digest and size are checked on the way. */
  put(source: Readable | Uint8Array, expected: ExpectedBlob, action?: LongAction): Promise<BlobSize>;
  /** A private place where blobs gather until all of them appear together. */
  stage(): Promise<BlobStage>;
  /** True if it was there. */
  delete(digest: Digest): Promise<boolean>;
  list(): Promise<Digest[]>;
  /** Drops what killed processes left half-made. */
  removeAbandoned(): Promise<void>;
}

/** What is known of a blob before its bytes arrive; what is given is checked. */
export interface ExpectedBlob {
  readonly digest?: Digest;
  readonly sizeBytes?: number;
  /** More than this is refused as soon as it arrives. */
  readonly limitBytes?: number;
  /** For errors: "layer 3 of starter.tar". */
  readonly what?: string;
}

/** Opens the layout at `dir`, making it where it is missing. */
export async function openBlobStore(dir: string): Promise<BlobStore> {
  const blobsDir = join(dir, "blobs/sha256");
  const stagesDir = join(dir, "staging");
  try {
    await mkdir(blobsDir, { recursive: true, mode: 0o700 });
    await mkdir(stagesDir, { recursive: true, mode: 0o700 });
    await writeIfMissing(join(dir, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
    await writeIfMissing(join(dir, "index.json"), '{"schemaVersion":2,"manifests":[]}');
  } catch (error) {
    throw asCodedError(error, `open image store ${dir}`);
  }
  const pathOf = (digest: Digest): string => join(blobsDir, digestHex(digest));
  const stage = (): Promise<BlobStage> => openStage({ blobsDir, stagesDir });
  return {
    dir,
    pathOf,
    stage,
    size: (digest) => sizeOf(pathOf(digest)),
    read: (digest, limitBytes) => readBlob(pathOf(digest), digest, limitBytes),
    open: (digest) => createReadStream(pathOf(digest), { highWaterMark: 1 << 20 }),
    async put(source, expected, action) {
      await using place = await stage();
      const blob = await place.put(source, expected, action);
      await place.commit();
      return blob;
    },
    async delete(digest) {
      try {
        await unlink(pathOf(digest));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw asCodedError(error, `remove blob ${shortId(digest)}`);
      }
    },
    async list() {
      const names = await readdir(blobsDir);
      return names.filter((name) => /^[0-9a-f]{64}$/.test(name)).map((name): Digest => `sha256:${name}`);
    },
    async removeAbandoned() {
      for (const name of await readdir(stagesDir)) {
        if (await isAbandoned(name)) await removeStage(join(stagesDir, name));
      }
    },
  };
}

const AT_ONCE_BYTES = 64 * 1024;

async function writeIfMissing(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw asCodedError(error, `look for blob ${path}`);
  }
}

/**
 * Manifests and configs are small and many: read at once they take a fraction of the time that going through the
 * thread pool does, and none holds the event loop up for long.
 */
async function readBlob(path: string, digest: Digest, limitBytes: number): Promise<Buffer> {
  const doing = `read blob ${shortId(digest)}`;
  let bytes: Buffer;
  try {
    const { size } = statSync(path);
    if (size > limitBytes) {
      throw new CodedError("invalid", "blob-too-large", `${doing}: ${size} bytes, more than ${limitBytes}`);
    }
    bytes = size > AT_ONCE_BYTES ? await readFile(path) : readFileSync(path);
  } catch (error) {
    if (isMissing(error)) {
      throw new CodedError("not-found", "blob-not-found", `${doing}: the image store does not have it`, {
        cause: error,
      });
    }
    throw asCodedError(error, doing);
  }
  if (digestOf(bytes) === digest) return bytes;
  throw new CodedError("internal", "damaged-blob", `${doing}: its bytes on disk are damaged`, {
    hint: "remove the image and load it again",
  });
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
