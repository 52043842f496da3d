import type { Words } from "../words/words.ts";

const STEPS: readonly [limitSeconds: number, unitSeconds: number, unit: keyof Words["ages"]][] = [
  [60, 1, "second"],
  [3600, 60, "minute"],
  [48 * 3600, 3600, "hour"],
  [14 * 86_400, 86_400, "day"],
  [60 * 86_400, 7 * 86_400, "week"],
  [2 * 365 * 86_400, 30 * 86_400, "month"],
  [Number.POSITIVE_INFINITY, 365 * 86_400, "year"],
];

/** A span of time in the fewest columns: "40s", "3m", "5h", "2d". */
export function shortAge(durationMs: number, units: Words["ages"]): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const step = STEPS.find(([limitSeconds]) => seconds < limitSeconds);
  return step === undefined ? "" : `${Math.floor(seconds / step[1])}${units[step[2]]}`;
}
