import { CodedError } from "../../base/errors.ts";

/**
 * Cuts a zstd stream so that no chunk crosses the end of a frame. Node's decompressor drops what follows a frame
 * in the same chunk, and several frames are common: parallel compressors and the seekable forms write them.
 * Frame format: RFC 8878, section 3.1. Throws `invalid` for bytes that are no frame.
 */
export async function* splitAtFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const walk = walkFrames();
  let step = walk.next().value;
  let field: number[] = [];
  let missing = step.count;
  for await (const chunk of source) {
    let start = 0;
    for (let at = 0; at < chunk.length || missing === 0; ) {
      if (missing > 0) {
        const count = Math.min(missing, chunk.length - at);
        if (step.kind === "read") field.push(...chunk.subarray(at, at + count));
        missing -= count;
        at += count;
        continue;
      }
      if (step.kind === "end" && at > start) {
        yield chunk.subarray(start, at);
        start = at;
      }
      step = walk.next(field).value;
      field = [];
      missing = step.count;
    }
    if (start < chunk.length) yield chunk.subarray(start);
  }
}

/** `read` hands the bytes to the walk, `pass` goes over them, `end` says that a frame ends here. */
interface Step {
  readonly kind: "read" | "pass" | "end";
  readonly count: number;
}

const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const RLE_BLOCK = 1;

function* walkFrames(): Generator<Step, never, number[]> {
  for (;;) {
    const magic = littleEndian(yield { kind: "read", count: 4 });
    if (magic === MAGIC) yield* walkFrame();
    else if ((magic & ~0xf) >>> 0 === SKIPPABLE_MAGIC) {
      const size = littleEndian(yield { kind: "read", count: 4 });
      yield { kind: "pass", count: size };
    } else throw new CodedError("invalid", "damaged-zstd", "decompress zstd: the data is damaged");
    yield { kind: "end", count: 0 };
  }
}

function* walkFrame(): Generator<Step, void, number[]> {
  const descriptor = littleEndian(yield { kind: "read", count: 1 });
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const windowBytes = isSingleSegment ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSizeBytes = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
  yield { kind: "pass", count: windowBytes + dictionaryBytes + contentSizeBytes };
  for (let isLast = false; !isLast; ) {
    const header = littleEndian(yield { kind: "read", count: 3 });
    isLast = (header & 1) !== 0;
    yield { kind: "pass", count: ((header >> 1) & 3) === RLE_BLOCK ? 1 : header >> 3 };
  }
  yield { kind: "pass", count: (descriptor & 4) !== 0 ? 4 : 0 };
}

function littleEndian(bytes: readonly number[]): number {
  return bytes.reduce((value, byte, index) => value + byte * 2 ** (8 * index), 0);
}
