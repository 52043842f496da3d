import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { CodedError } from "../base/errors.ts";
import type { Compression } from "./media-types.ts";
import { splitAtFrames } from "./zstd-frames.ts";

/** As many first bytes as `sniffCompression` looks at. */
export const SNIFF_BYTES = 8;

/** How bytes are compressed, told by how they begin. Throws `invalid` for a form that Wherry does not read. */
export function sniffCompression(head: Uint8Array, what: string): Compression {
  const starts = (...magic: readonly number[]): boolean => magic.every((byte, index) => head[index] === byte);
  if (starts(0x1f, 0x8b)) return "gzip";
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return "zstd";
  const first = head[0] ?? 0;
  // zstd's skippable frames, of which one may come first.
  if (first >= 0x50 && first <= 0x5f && starts(first, 0x2a, 0x4d, 0x18)) return "zstd";
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)) throw unread(what, "xz", "xz -d");
  if (starts(0x42, 0x5a, 0x68) && (head[3] ?? 0) >= 0x31 && (head[3] ?? 0) <= 0x39) {
    throw unread(what, "bzip2", "bzip2 -d");
  }
  return "none";
}

function unread(what: string, form: string, command: string): CodedError {
  return new CodedError("invalid", "unsupported-compression", `read ${what}: it is compressed with ${form}`, {
    hint: `decompress it first: ${command}`,
  });
}

/** The plain bytes. Failures of the source come out of the stream that is returned, and destroying it ends the source. */
export function decompressed(source: Readable, compression: Compression): Readable {
  switch (compression) {
    case "none":
      return source;
    case "gzip":
      return join(source, createGunzip({ chunkSize: CHUNK_BYTES }));
    case "zstd":
      return join(Readable.from(splitAtFrames(source)), createZstdDecompress({ chunkSize: CHUNK_BYTES }));
  }
}

const CHUNK_BYTES = 256 * 1024;

function join(source: Readable, transform: Readable & NodeJS.WritableStream): Readable {
  source.on("error", (error) => transform.destroy(error));
  transform.on("close", () => source.destroy());
  return source.pipe(transform);
}

/** The stream's first bytes, and a stream that has all of them still. */
export async function peek(
  source: NodeJS.ReadableStream,
  count = SNIFF_BYTES,
): Promise<{ head: Buffer; stream: Readable }> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  const seen: Buffer[] = [];
  let sizeBytes = 0;
  while (sizeBytes < count) {
    const { value, done } = await chunks.next();
    if (done) break;
    seen.push(Buffer.from(value));
    sizeBytes += value.length;
  }
  return { head: Buffer.concat(seen).subarray(0, count), stream: Readable.from(whole(seen, chunks)) };
}

async function* whole(
  seen: readonly Buffer[],
  rest: AsyncIterator<Buffer | string>,
): AsyncGenerator<Buffer | string> {
  try {
    yield* seen;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
