import { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { CodedError } from "../../base/errors.ts";
import { splitAtFrames } from "./zstd-frames.ts";

export type Compression = "none" | "gzip" | "zstd";

/** How bytes are compressed, by how they begin: media types are often wrong about it. Throws `invalid` for xz and bzip2. */
export function compressionOf(start: Buffer): Compression {
  const begins = (...magic: number[]): boolean => magic.every((byte, i) => start[i] === byte);
  if (begins(0x1f, 0x8b)) return "gzip";
  // A zstd frame, or a skippable one, which some writers put first.
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return "zstd";
  if ((start[0]! & 0xf0) === 0x50 && start[1] === 0x2a && start[2] === 0x4d && start[3] === 0x18)
    return "zstd";
  const other = begins(0xfd, 0x37, 0x7a, 0x58, 0x5a) ? "xz" : begins(0x42, 0x5a, 0x68) ? "bzip2" : undefined;
  if (other === undefined) return "none";
  throw new ForeignCompression(other);
}

/** Data of a kind that only its own program unpacks. */
export class ForeignCompression extends CodedError {
  readonly program: "xz" | "bzip2";

  constructor(program: "xz" | "bzip2") {
    super("invalid", "compression-unknown", `read archive: it is compressed with ${program}`, {
      hint: `unpack it with ${program} -d first; gzip and zstd are read as they are`,
    });
    this.program = program;
  }
}

/**
 * The bytes without their compression. Inflating happens in Node's thread pool. Throws `invalid` for damaged data; of a
 * zstd stream that is cut short Node says nothing, so the reader has to know where its data ends, as a tar's does.
 */
export async function* decompress(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const { start, all } = await peek(source);
  const compression = compressionOf(start);
  if (compression === "none") {
    yield* all;
    return;
  }
  const inflate = compression === "gzip" ? createGunzip(INFLATE) : createZstdDecompress(INFLATE);
  const cut = compression === "zstd" ? splitAtFrames(all) : all;
  const input = Readable.from(cut, { objectMode: false, highWaterMark: INPUT_BYTES });
  let inputError: unknown;
  input.on("error", (error) => {
    inputError = error;
    inflate.destroy(error);
  });
  try {
    yield* input.pipe(inflate) as AsyncIterable<Buffer>;
  } catch (error) {
    if (inputError !== undefined) throw inputError;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError("invalid", "compression-damaged", `inflate ${compression} data: ${reason}`, {
      hint: "the archive is damaged or cut short; fetch or make it again",
      cause: error,
    });
  } finally {
    input.destroy();
    inflate.destroy();
  }
}

const CHUNK_BYTES = 512 * 1024;
/** Few, as a bomb's unfold to a thousand times as many before anybody counts them. */
const INPUT_BYTES = 256 * 1024;
/** With room for some chunks, so that the thread that inflates goes on while this one uses what it has. */
const INFLATE = { chunkSize: CHUNK_BYTES, readableHighWaterMark: 4 * CHUNK_BYTES };

/** The first bytes, at least as many as asked for where there are so many, and an iterator that gives them again. */
export async function peek(
  source: AsyncIterable<Uint8Array>,
  bytes = 6,
): Promise<{ start: Buffer; all: AsyncGenerator<Buffer> }> {
  const iterator = source[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < bytes) {
    const { value, done } = await iterator.next();
    if (done) break;
    start = start.length === 0 ? asBuffer(value) : Buffer.concat([start, value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (start.length > 0) yield start;
      for (let next = await iterator.next(); !next.done; next = await iterator.next())
        yield asBuffer(next.value);
    } finally {
      await iterator.return?.();
    }
  }
  return { start, all: all() };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
