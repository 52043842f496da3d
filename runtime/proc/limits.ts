import { readFileSync } from "node:fs";

/** One row of /proc/PID/limits; undefined means unlimited. */
export interface ProcessLimit {
  /** As the kernel words it: "Max open files". */
  readonly name: string;
  readonly soft: number | undefined;
  readonly hard: number | undefined;
  /** "bytes", "files"; empty for some. */
  readonly unit: string;
}

/** None when the process is gone. */
export function readProcessLimits(pid: number | "self"): ProcessLimit[] {
  try {
    return parseProcessLimits(readFileSync(`/proc/${pid}/limits`, "utf8"));
  } catch {
    return [];
  }
}

/** The kernel sets the columns with at least two blanks between. */
export function parseProcessLimits(text: string): ProcessLimit[] {
  return text.split("\n").flatMap((line) => {
    const match = /^(Max .*?)\s{2,}(\d+|unlimited)\s+(\d+|unlimited)\s*(\S*)/.exec(line);
    if (match === null) return [];
    const [, name = "", soft, hard, unit = ""] = match;
    return [{ name, soft: limit(soft), hard: limit(hard), unit }];
  });
}

function limit(text: string | undefined): number | undefined {
  return text === "unlimited" ? undefined : Number(text);
}
