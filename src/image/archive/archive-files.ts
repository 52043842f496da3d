import { createReadStream, createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { addAbortSignal, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { asCodedError, CodedError } from "../../base/errors.ts";
import type { LongAction } from "../../base/progress.ts";
import { compressionOf, decompress } from "../layer/compression.ts";
import { folderFiles } from "./folder-files.ts";
import { tarFiles } from "./tar-files.ts";

/** A path (a file or, for an OCI layout, a folder), or a stream of bytes. */
export type ArchiveSource = { readonly path: string } | { readonly stream: NodeJS.ReadableStream };

/** The files of an archive by their names in it, wherever they are. */
export interface ArchiveFiles extends AsyncDisposable {
  /** For errors: "archive starter.tar". */
  readonly what: string;
  /** The size in bytes; undefined where there is no such file. */
  size(name: string): Promise<number | undefined>;
  /** A small file as a whole. Throws `invalid` where it is missing or larger. */
  read(name: string, limitBytes: number): Promise<Buffer>;
  open(name: string): Promise<Readable>;
}

export interface SpoolPlace {
  /** Where a stream or a compressed archive is put down while it is read. */
  readonly dir: string;
  readonly limitBytes: number;
}

/** Opens an archive: the headers of a tar are read, its contents are not. Throws `invalid`, not-found. */
export async function openArchive(
  source: ArchiveSource,
  spool: SpoolPlace,
  action: LongAction = {},
): Promise<ArchiveFiles> {
  const what = "path" in source ? `archive ${source.path}` : "archive from the input";
  try {
    if ("stream" in source) {
      const stream = source.stream instanceof Readable ? source.stream : Readable.from(source.stream);
      return await openStream(stream, undefined, what, spool, action);
    }
    const { path } = source;
    const info = await stat(path);
    if (info.isDirectory()) return folderFiles(path, what);
    if (!info.isFile()) return await openStream(createReadStream(path), undefined, what, spool, action);
    if (compressionOf(await firstBytes(path)) === "none") return await tarFiles(path, what, action.signal);
    return await openStream(createReadStream(path), info.size, what, spool, action);
  } catch (error) {
    if (action.signal?.aborted) throw action.signal.reason;
    throw explain(error, what);
  }
}

function explain(error: unknown, what: string): CodedError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") {
    return new CodedError("not-found", "archive-not-found", `read ${what}: no such file or directory`, {
      cause: error,
    });
  }
  return asCodedError(error, `read ${what}`);
}

async function firstBytes(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  return buffer.subarray(0, bytesRead);
}

/** Puts the plain tar down in a file, so that its index can be read before its blobs. */
async function openStream(
  source: Readable,
  totalBytes: number | undefined,
  what: string,
  { dir, limitBytes }: SpoolPlace,
  { signal, onProgress }: LongAction,
): Promise<ArchiveFiles> {
  // A silent source (a terminal, a stuck pipe) must not outlive the wish to read it.
  if (signal !== undefined) addAbortSignal(signal, source);
  const report = (done: number): void =>
    onProgress?.({
      phase: "reading archive",
      done,
      ...(totalBytes === undefined ? {} : { total: totalBytes }),
    });
  const path = join(dir, "spool.tar");
  await pipeline(
    decompress(count(source, report)),
    (chunks: AsyncIterable<Buffer>) => count(chunks, (done) => refuseBeyond(limitBytes, done, what)),
    createWriteStream(path, { mode: 0o600 }),
    signal === undefined ? {} : { signal },
  );
  return tarFiles(path, what, signal);
}

async function* count(chunks: AsyncIterable<Buffer>, report: (done: number) => void): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const chunk of chunks) {
    done += chunk.length;
    report(done);
    yield chunk;
  }
}

function refuseBeyond(limitBytes: number, done: number, what: string): void {
  if (done <= limitBytes) return;
  throw new CodedError("invalid", "archive-too-large", `read ${what}: it is larger than ${limitBytes} bytes`);
}
