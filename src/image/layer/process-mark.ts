import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** "<pid>-<start time>": names this process for ever, for a pid alone comes back. */
export function ownMark(): string {
  return `${process.pid}-${startTime(readFileSync("/proc/self/stat", "utf8"))}`;
}

/** Whether the process of a mark still runs. */
export async function isAlive(mark: string): Promise<boolean> {
  const [pid, started] = mark.split("-");
  if (pid === undefined || !/^\d+$/.test(pid)) return false;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return stat !== undefined && startTime(stat) === started;
}

/** Field 22 of proc(5)'s stat. The second field may hold spaces and brackets, so it counts from the last bracket. */
function startTime(stat: string): string {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
