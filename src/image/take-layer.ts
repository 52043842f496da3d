import { Readable } from "node:stream";
import { CodedError } from "../base/errors.ts";
import type { LongAction } from "../base/progress.ts";
import { forkStream } from "./fork-stream.ts";
import type { BlobSize } from "./manifest.ts";

export interface LayerTakers<T> {
  /** Keeps the blob and checks it. */
  put(source: Readable, action: LongAction): Promise<BlobSize>;
  /** Unpacks the same bytes; need not read them to their end. `kept` settles as `put` does. */
  unpack(bytes: AsyncGenerator<Buffer>, kept: Promise<BlobSize>): Promise<T>;
}

/**
 * Keeps a layer's blob and unpacks it from one reading of its bytes, both at once: copying, hashing, inflating and
 * making files then share the cores. A blob that is damaged is said to be, whatever unpacking it came upon.
 */
export async function takeLayer<T>(
  bytes: AsyncIterable<Buffer>,
  { put, unpack }: LayerTakers<T>,
  action: LongAction,
): Promise<{ readonly blob: BlobSize; readonly unpacked: T }> {
  const fork = forkStream(bytes);
  const stop = new AbortController();
  const signals = action.signal === undefined ? [stop.signal] : [action.signal, stop.signal];
  const kept = put(Readable.from(fork.main), { ...action, signal: AbortSignal.any(signals) }).finally(
    fork.closeMain,
  );
  const unpacking = unpack(fork.side, kept)
    .catch((error: unknown) => {
      // Bad content may be a bad blob, which its digest tells; a full disk need not wait for that.
      if (!(error instanceof CodedError && error.kind === "invalid")) stop.abort(error);
      throw error;
    })
    .finally(fork.closeSide);
  const [blob, unpacked] = await Promise.allSettled([kept, unpacking]);
  if (blob.status === "rejected") throw blob.reason;
  if (unpacked.status === "rejected") throw unpacked.reason;
  return { blob: blob.value, unpacked: unpacked.value };
}
