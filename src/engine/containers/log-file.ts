import type { FileHandle } from "node:fs/promises";

const CHUNK_BYTES = 64 * 1024;
/** A record holds 16 KiB of text at most; what is longer without a newline is no log. */
const LONGEST_LINE_BYTES = 1024 * 1024;

/** Where the last `count` lines of a file begin; reads from the end backwards, no further than needed. */
export async function tailOffset(file: FileHandle, count: number): Promise<number> {
  const { size } = await file.stat();
  if (count <= 0) return size;
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let left = count;
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - CHUNK_BYTES);
    const { bytesRead } = await file.read(chunk, 0, end - start, start);
    for (let at = bytesRead - 1; at >= 0; at -= 1) {
      // The newline at the very end closes the last line; each one before it opens a line.
      if (chunk[at] !== 0x0a || start + at === size - 1) continue;
      left -= 1;
      if (left === 0) return start + at + 1;
    }
    end = start;
  }
  return 0;
}

/** Reads a file that grows, line by line from an offset, holding no more than a chunk and a line of it. */
export class LineReader {
  readonly #file: FileHandle;
  #offset: number;
  #rest: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle, offset: number) {
    this.#file = file;
    this.#offset = offset;
  }

  /** The whole lines that are there now and were not given yet, without their newlines. */
  async *linesSoFar(): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await this.#file.read(chunk, 0, CHUNK_BYTES, this.#offset);
      if (bytesRead === 0) return;
      this.#offset += bytesRead;
      const bytes = Buffer.concat([this.#rest, chunk.subarray(0, bytesRead)]);
      let start = 0;
      for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
        yield bytes.subarray(start, end);
        start = end + 1;
      }
      this.#rest = bytes.length - start > LONGEST_LINE_BYTES ? Buffer.alloc(0) : bytes.subarray(start);
    }
  }
}
