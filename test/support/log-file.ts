import { countLines, joinRecords } from "../../src/engine/containers/log-lines.ts";
import type { LogPages } from "../../src/engine/containers/log-pages.ts";

/** One record as the monitor writes it: `second` gives the time, `text` without its newline. */
export function logRecord(
  text: string,
  { second = 0, stream = "stdout", tag = "F" }: { second?: number; stream?: string; tag?: "F" | "P" } = {},
): string {
  const time = new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().replace("Z", "000000Z");
  return `${time} ${stream} ${tag} ${text}\n`;
}

/** A log in memory, in the place of a container's file; what is pushed makes it grow. */
export function logInMemory(...records: readonly string[]): LogPages & { push(...more: string[]): void } {
  let bytes = Buffer.from(records.join(""));
  const listeners = new Set<() => void>();
  return {
    push(...more) {
      bytes = Buffer.concat([bytes, Buffer.from(more.join(""))]);
      for (const listener of listeners) listener();
    },
    size: async () => bytes.length,
    page: async (from, to) =>
      joinRecords(bytes, { offset: 0, atEnd: true }).filter(({ offset }) => offset >= from && offset < to),
    count: async (from, to) => countLines(bytes, from, to),
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {},
  };
}
