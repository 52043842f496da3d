const STEPS: readonly [limitSeconds: number, unitSeconds: number, unit: string][] = [
  [60, 1, "s"],
  [3600, 60, "m"],
  [48 * 3600, 3600, "h"],
  [14 * 86_400, 86_400, "d"],
  [60 * 86_400, 7 * 86_400, "w"],
  [2 * 365 * 86_400, 30 * 86_400, "mo"],
  [Number.POSITIVE_INFINITY, 365 * 86_400, "y"],
];

/** A span of time in the fewest columns: "40s", "3m", "5h", "2d". */
export function shortAge(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const step = STEPS.find(([limitSeconds]) => seconds < limitSeconds);
  return step === undefined ? "" : `${Math.floor(seconds / step[1])}${step[2]}`;
}
