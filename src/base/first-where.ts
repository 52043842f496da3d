/** The first position from `start` on where it holds; from there on it holds everywhere. The end when nowhere. */
export function firstWhere<T>(entries: readonly T[], start: number, holds: (entry: T) => boolean): number {
  let [low, step] = [start, 1];
  // Mostly it is near: steps that double find a stretch to search in.
  while (low + step <= entries.length && !holds(entries[low + step - 1]!)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, entries.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(entries[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
