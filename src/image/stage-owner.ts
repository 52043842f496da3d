import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";

/** A name for a temporary folder that tells which process made it: pid, its start time, a random part. */
export function stageName(): string {
  return `${process.pid}-${startTime(process.pid)}-${randomBytes(6).toString("hex")}`;
}

/** True when the process that made the folder is gone, even if another has its pid by now. */
export function isAbandoned(name: string): boolean {
  const match = /^(\d+)-(\d+)-[0-9a-f]{12}$/.exec(name);
  return match !== null && startTime(Number(match[1])) !== match[2];
}

export async function removeStage(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true });
}

/** Field 22 of /proc/PID/stat, counted behind the command's name, which may hold spaces; undefined when it is gone. */
function startTime(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
