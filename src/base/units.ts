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

const AGES: readonly { underSeconds: number; unitSeconds: number; one: string; many: string }[] = [
  { underSeconds: 60, unitSeconds: 1, one: "1 second", many: "seconds" },
  { underSeconds: 120, unitSeconds: 60, one: "About a minute", many: "minutes" },
  { underSeconds: 3600, unitSeconds: 60, one: "1 minute", many: "minutes" },
  { underSeconds: 7200, unitSeconds: 3600, one: "About an hour", many: "hours" },
  { underSeconds: 48 * 3600, unitSeconds: 3600, one: "1 hour", many: "hours" },
  { underSeconds: 14 * 86400, unitSeconds: 86400, one: "1 day", many: "days" },
  { underSeconds: 60 * 86400, unitSeconds: 7 * 86400, one: "1 week", many: "weeks" },
  { underSeconds: 2 * 365 * 86400, unitSeconds: 30 * 86400, one: "1 month", many: "months" },
  { underSeconds: Number.POSITIVE_INFINITY, unitSeconds: 365 * 86400, one: "1 year", many: "years" },
];

/** A span of time in Docker's words ("About a minute", "3 hours"), to put " ago" behind or "Up " before. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  if (seconds < 1) return "Less than a second";
  const age = AGES.find(({ underSeconds }) => seconds < underSeconds);
  if (age === undefined) return `${seconds} seconds`;
  const { unitSeconds, one, many } = age;
  const count = Math.floor(seconds / unitSeconds);
  return count <= 1 ? one : `${count} ${many}`;
}
