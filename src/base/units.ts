import { CodedError } from "./errors.ts";

const DECIMAL_UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** A size in Docker's form: decimal units, three significant digits ("72.4MB"). */
export function formatBytes(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 1000 && unit < DECIMAL_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? size : Number(size.toPrecision(3))}${DECIMAL_UNITS[unit]}`;
}

const BINARY_FACTORS: Record<string, number> = {
  "": 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/** Parses a memory size as `docker run -m` takes it ("512m", "1.5g", "4194304"); bytes. Throws `invalid`. */
export function parseBytes(text: string, what = "size"): number {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgt]?)(?:i?b)?$/i.exec(text.trim());
  const factor = match?.[2] === undefined ? undefined : BINARY_FACTORS[match[2].toLowerCase()];
  if (match?.[1] === undefined || factor === undefined) {
    throw new CodedError("invalid", "invalid-size", `read ${what}: "${text}" is not a size`, {
      hint: "write a number with b, k, m or g behind it, such as 512m",
    });
  }
  return Math.floor(Number(match[1]) * factor);
}

const AGES: readonly [limitSeconds: number, unitSeconds: number, one: string, many: string][] = [
  [60, 1, "1 second", "seconds"],
  [120, 60, "About a minute", "minutes"],
  [3600, 60, "1 minute", "minutes"],
  [7200, 3600, "About an hour", "hours"],
  [48 * 3600, 3600, "1 hour", "hours"],
  [14 * 86400, 86400, "1 day", "days"],
  [60 * 86400, 7 * 86400, "1 week", "weeks"],
  [2 * 365 * 86400, 30 * 86400, "1 month", "months"],
  [Number.POSITIVE_INFINITY, 365 * 86400, "1 year", "years"],
];

/** A span of time in Docker's words ("About a minute", "3 hours"), to put " ago" behind or "Up " before. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  if (seconds < 1) return "Less than a second";
  const age = AGES.find(([limitSeconds]) => seconds < limitSeconds);
  if (age === undefined) return `${seconds} seconds`;
  const [, unitSeconds, one, many] = age;
  const count = Math.floor(seconds / unitSeconds);
  return count <= 1 ? one : `${count} ${many}`;
}
