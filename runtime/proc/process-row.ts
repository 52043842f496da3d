import { readFileSync } from "node:fs";
import { readStatus } from "./status.ts";

/** One process, as the host sees it. */
export interface ProcessRow {
  /** On the host. */
  readonly pid: number;
  /** In its own namespace. */
  readonly innerPid: number;
  readonly parent: number;
  readonly uid: number;
  /** R running, S sleeping, D waiting for a disk, Z dead and not yet asked for, … */
  readonly state: string;
  /** "pts/0", or "?" without a terminal. */
  readonly terminal: string;
  readonly cpuMs: number;
  readonly startedAtMs: number;
  readonly memoryBytes: number;
  readonly threads: number;
  /** With its arguments; a name in brackets for one that has none. */
  readonly command: string;
}

/** Linux gives times to programs in hundredths of a second, whatever its own clock does (USER_HZ). */
const MS_PER_TICK = 10;

/** Undefined when it is gone. Nothing is asked of the process itself. */
export function readProcess(pid: number, bootMs = bootTimeMs()): ProcessRow | undefined {
  const status = readStatus(pid);
  if (status === undefined) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the program's name in parentheses, in which it may have blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const field = (number: number): number => Number(fields[number - 3]);
    const argv = readFileSync(`/proc/${pid}/cmdline`, "utf8").replace(/\0+$/, "").replaceAll("\0", " ");
    return {
      pid,
      innerPid: status.pids.at(-1) ?? pid,
      parent: status.parent,
      uid: status.uid,
      state: fields[0] ?? "?",
      terminal: terminalName(field(7)),
      cpuMs: (field(14) + field(15)) * MS_PER_TICK,
      startedAtMs: bootMs + field(22) * MS_PER_TICK,
      memoryBytes: status.memoryBytes,
      threads: field(20),
      command: argv === "" ? `[${status.name}]` : argv,
    };
  } catch {
    return undefined;
  }
}

/** When the machine started, on the clock on the wall. */
export function bootTimeMs(): number {
  const match = /^btime (\d+)$/m.exec(readFileSync("/proc/stat", "latin1"));
  return Number(match?.[1] ?? 0) * 1000;
}

/** Device numbers as the kernel packs them: majors 136 to 143 are pseudo-terminals. */
function terminalName(device: number): string {
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= 136 && major <= 143) return `pts/${(major - 136) * 256 + minor}`;
  return major === 4 ? `tty${minor}` : "?";
}
