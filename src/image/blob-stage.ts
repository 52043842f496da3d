import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Digest, digestHex } from "../base/digest.ts";
import { asCodedError, CodedError } from "../base/errors.ts";
import { shortId } from "../base/ids.ts";
import type { LongAction } from "../base/progress.ts";
import type { ExpectedBlob } from "./blob-store.ts";
import type { BlobSize } from "./manifest.ts";
import { removeStage, stageName } from "./stage-owner.ts";

/**
 * Blobs on their way into the store. None can be seen before `commit`, and disposing drops what was not
 * committed. What the store has already is pinned by a hard link, so a removal meanwhile cannot take it away.
 */
export interface BlobStage extends AsyncDisposable {
  /** A folder for other temporary files; it goes with the stage. */
  readonly dir: string;
  put(source: Readable | Uint8Array, expected: ExpectedBlob, action?: LongAction): Promise<BlobSize>;
  /** Takes a blob from the store; false where the store does not have it in this size. */
  adopt(blob: BlobSize): Promise<boolean>;
  has(digest: Digest): boolean;
  open(digest: Digest): Readable;
  pathOf(digest: Digest): string;
  /**
   * Makes all of them appear in the store, then runs `publish`, which says what they are for. When that fails,
   * those that the store did not have before go again. Call it under the store's lock.
   */
  commit(publish?: () => Promise<void>): Promise<void>;
}

export interface StageFolders {
  readonly blobsDir: string;
  readonly stagesDir: string;
}

export async function openStage({ blobsDir, stagesDir }: StageFolders): Promise<BlobStage> {
  const dir = join(stagesDir, stageName());
  const staged = new Set<Digest>();
  let arrivals = 0;
  const pathOf = (digest: Digest): string => join(dir, digestHex(digest));
  try {
    await mkdir(dir, { mode: 0o700 });
  } catch (error) {
    throw asCodedError(error, "prepare the image store");
  }
  return {
    dir,
    pathOf,
    has: (digest) => staged.has(digest),
    open: (digest) => createReadStream(pathOf(digest), { highWaterMark: 1 << 20 }),
    async put(source, expected, action) {
      arrivals += 1;
      const arriving = join(dir, `arriving-${arrivals}`);
      const blob = await receive(source, arriving, expected, action);
      await rename(arriving, pathOf(blob.digest));
      staged.add(blob.digest);
      return blob;
    },
    async adopt({ digest, sizeBytes }) {
      if (staged.has(digest)) return true;
      try {
        const path = join(blobsDir, digestHex(digest));
        if ((await stat(path)).size !== sizeBytes) return false;
        await link(path, pathOf(digest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
        throw asCodedError(error, `take blob ${shortId(digest)}`);
      }
      staged.add(digest);
      return true;
    },
    async commit(publish) {
      const fresh: string[] = [];
      try {
        for (const digest of staged) {
          const path = join(blobsDir, digestHex(digest));
          if (!(await exists(path))) fresh.push(path);
          await rename(pathOf(digest), path);
        }
        await using folder = await open(blobsDir);
        await folder.sync();
        await publish?.();
      } catch (error) {
        for (const path of fresh) await rm(path, { force: true });
        throw asCodedError(error, "write to the image store");
      }
      staged.clear();
    },
    [Symbol.asyncDispose]: () => removeStage(dir),
  };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function receive(
  source: Readable | Uint8Array,
  path: string,
  expected: ExpectedBlob,
  action: LongAction = {},
): Promise<BlobSize> {
  const what = expected.what ?? (expected.digest === undefined ? "blob" : `blob ${shortId(expected.digest)}`);
  const stream = source instanceof Readable ? source : Readable.from([source]);
  try {
    await using file = await open(path, "w", 0o600);
    const blob = await copy(stream, file, { ...expected, what }, action);
    await file.sync();
    return blob;
  } catch (error) {
    if (action.signal?.aborted) throw action.signal.reason;
    throw asCodedError(error, `store ${what}`);
  } finally {
    stream.destroy();
  }
}

async function copy(
  stream: Readable,
  file: FileHandle,
  { digest, sizeBytes, limitBytes, what }: ExpectedBlob,
  { signal, onProgress }: LongAction,
): Promise<BlobSize> {
  const hash = createHash("sha256");
  const most = Math.min(limitBytes ?? Number.POSITIVE_INFINITY, sizeBytes ?? Number.POSITIVE_INFINITY);
  let done = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    done += chunk.length;
    if (done > most) throw damaged(`store ${what}: more than ${most} bytes`);
    hash.update(chunk);
    await writeWhole(file, chunk);
    onProgress?.({ phase: "storing", done, ...(sizeBytes === undefined ? {} : { total: sizeBytes }) });
  }
  signal?.throwIfAborted();
  if (sizeBytes !== undefined && done !== sizeBytes) {
    throw damaged(`store ${what}: ${done} bytes instead of ${sizeBytes}`);
  }
  const found: Digest = `sha256:${hash.digest("hex")}`;
  if (digest !== undefined && found !== digest) {
    throw damaged(`store ${what}: its bytes are ${shortId(found)} instead of ${shortId(digest)}`);
  }
  return { digest: found, sizeBytes: done };
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < chunk.length) {
    const { bytesWritten } = await file.write(chunk, offset, chunk.length - offset);
    offset += bytesWritten;
  }
}

function damaged(message: string): CodedError {
  return new CodedError("invalid", "damaged-blob", message, {
    hint: "the archive is damaged; save or download it again",
  });
}
