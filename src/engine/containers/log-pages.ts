import { watch } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { asCodedError } from "../../base/errors.ts";
import type { ContainerRow } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import {
  countLines,
  JOIN_REACH_BYTES,
  joinRecords,
  LONGEST_RECORD_BYTES,
  type PagedLine,
} from "./log-lines.ts";

/** A container's log to be paged through from any place. The file is the buffer: a page is read when it is asked for. */
export interface LogPages extends AsyncDisposable {
  /** Bytes of the file now. */
  size(): Promise<number>;
  /** The lines that begin in this part of the file, which may lie anywhere in it. */
  page(from: number, to: number): Promise<readonly PagedLine[]>;
  /** How many lines begin there. */
  count(from: number, to: number): Promise<number>;
  /** Calls when the file may have grown. Returns how to stop. */
  watch(listener: () => void): () => void;
}

export async function openLogPages(context: ContainersContext, row: ContainerRow): Promise<LogPages> {
  const path = join(bundleOf(context.root, row.id).dir, "log");
  // Made here when the container never ran, so that it can be watched before it does.
  const file = await open(path, "a+", 0o600).catch((error: unknown) => {
    throw asCodedError(error, `read log of container ${row.name}`);
  });
  return {
    size: async () => (await file.stat()).size,
    async page(from, to) {
      const { chunk, offset, atEnd } = await readAround(file, from, to);
      return joinRecords(chunk, { offset, atEnd }).filter((line) => line.offset >= from && line.offset < to);
    },
    async count(from, to) {
      const { chunk, offset } = await readAround(file, from, to);
      return countLines(chunk, from - offset, to - offset);
    },
    watch(listener) {
      const watcher = watch(path, listener);
      watcher.on("error", listener);
      return () => watcher.close();
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** Reads a little before and behind as well: a line there may go on in the page, and one of the page behind it. */
async function readAround(
  file: FileHandle,
  from: number,
  to: number,
): Promise<{ chunk: Buffer; offset: number; atEnd: boolean }> {
  const reach = JOIN_REACH_BYTES + LONGEST_RECORD_BYTES;
  const start = Math.max(0, from - reach);
  const buffer = Buffer.allocUnsafe(to + reach - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  const filled = buffer.subarray(0, bytesRead);
  // Whatever begins before the first newline has begun before what was read.
  const skipped = start === 0 ? 0 : filled.indexOf(0x0a) + 1;
  return { chunk: filled.subarray(skipped), offset: start + skipped, atEnd: bytesRead < buffer.length };
}
