import { statSync, unlinkSync, writeFileSync } from "node:fs";

/** Disk space kept back, so that what makes room works on a full disk too. */
export interface Reserve {
  /** Makes it, where it is missing and there is room. */
  keep(): void;
  /** Gives the space free; false when there was none. */
  release(): boolean;
}

/** Enough for SQLite's index of its log (32 KiB), some pages of the log, and an index of images. */
const SIZE_BYTES = 512 * 1024;

export function createReserve(file: string): Reserve {
  const remove = (): boolean => {
    try {
      unlinkSync(file);
      return true;
    } catch {
      return false;
    }
  };
  return {
    keep: () => {
      try {
        if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
        writeFileSync(file, Buffer.alloc(SIZE_BYTES), { mode: 0o600 });
      } catch {
        // A part of it would only make a full disk fuller.
        remove();
      }
    },
    release: remove,
  };
}

/** Runs work, and once more without the reserve when `isDiskFull` says so of its error. */
export function withReserve<T>(
  work: () => T,
  reserve: Reserve | undefined,
  isDiskFull: (error: unknown) => boolean,
): T {
  const again = (error: unknown): T => {
    if (isDiskFull(error) && reserve?.release()) return work();
    throw error;
  };
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(again) as T) : result;
  } catch (error) {
    return again(error);
  }
}
