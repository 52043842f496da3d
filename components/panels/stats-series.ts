import type { StatsPoint } from "../../src/stores/stats/history.ts";

/** Longer than the slow measuring of what is not shown: such a gap is no gap. */
const BRIDGED_MS = 25_000;

/**
 * Lays points over so many equal steps that end at `nowMs`, the mean of those that fall together; what was measured
 * shortly before stands for a step without a point of its own.
 */
export function series(
  points: readonly StatsPoint[],
  value: (point: StatsPoint) => number | undefined,
  { count, spanMs, nowMs }: { readonly count: number; readonly spanMs: number; readonly nowMs: number },
): (number | undefined)[] {
  const stepMs = spanMs / count;
  const sums = Array.from({ length: count }, () => ({ sum: 0, count: 0 }));
  let before: { value: number; timeMs: number } | undefined;
  const start = nowMs - spanMs;
  for (const point of points) {
    const measured = value(point);
    if (measured === undefined) continue;
    const step = Math.floor((point.timeMs - start) / stepMs);
    if (step < 0) before = { value: measured, timeMs: point.timeMs };
    const at = sums[Math.min(step, count - 1)];
    if (step < 0 || at === undefined) continue;
    at.sum += measured;
    at.count += 1;
  }
  return sums.map((at, index) => {
    const timeMs = start + (index + 1) * stepMs;
    if (at.count > 0) {
      before = { value: at.sum / at.count, timeMs };
      return before.value;
    }
    return before !== undefined && timeMs - before.timeMs <= BRIDGED_MS ? before.value : undefined;
  });
}

/** A round number that is not below any of these, nor below `least`: 1, 2 or 5 with zeros. */
export function ceiling(values: readonly (number | undefined)[], least: number): number {
  const most = values.reduce<number>((max, value) => Math.max(max, value ?? 0), least);
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((factor) => factor * power >= most * 0.999999) ?? 10) * power;
}
