import type { LogPages } from "../../engine/containers/log-pages.ts";

/** Numbers the lines of a log without keeping any: what is remembered is one number for each mebibyte. */
export interface LineIndex {
  /** Lines counted so far. */
  readonly total: number;
  /** Counts up to here; one call at a time. */
  grow(size: number, signal: AbortSignal): Promise<void>;
  /** How many lines begin before the offset; undefined while nobody has counted that far. */
  numberAt(offset: number): Promise<number | undefined>;
}

const STEP_BYTES = 1024 * 1024;

export function createLineIndex(log: Pick<LogPages, "count">): LineIndex {
  /** Lines that begin before each whole step. */
  const steps: number[] = [0];
  let total = 0;
  let counted = 0;
  return {
    get total() {
      return total;
    },
    async grow(size, signal) {
      while (counted < size && !signal.aborted) {
        const step = steps.length - 1;
        const before = steps[step] ?? 0;
        const to = Math.min(size, (step + 1) * STEP_BYTES);
        total = before + (await log.count(step * STEP_BYTES, to));
        if (to === (step + 1) * STEP_BYTES) steps.push(total);
        counted = to;
      }
    },
    async numberAt(offset) {
      if (offset > counted) return undefined;
      const step = Math.floor(offset / STEP_BYTES);
      const from = step * STEP_BYTES;
      return (steps[step] ?? 0) + (offset === from ? 0 : await log.count(from, offset));
    },
  };
}
