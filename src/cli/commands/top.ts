import type { ContainerProcess } from "../../engine/containers/top.ts";
import type { CommandContext, Input } from "../command.ts";
import { printListing } from "../output/list.ts";

export async function run({ args }: Input, context: CommandContext): Promise<number> {
  const { containers } = await context.engine();
  const nowMs = Date.now();
  printListing({
    rows: (await containers.top(args[0] ?? "")).map((process) => topRow(process, nowMs)),
    columns: COLUMNS.map((name) => [name, name] as const),
    idField: "PID",
    quiet: false,
    format: undefined,
  });
  return 0;
}

const COLUMNS = ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"];

/** As `docker top` shows it, which is as `ps -ef` does: pids of the host, names of the container. */
function topRow(process: ContainerProcess, nowMs: number): Record<string, string> {
  const aliveMs = Math.max(1, nowMs - process.startedAtMs);
  const started = new Date(process.startedAtMs);
  const today = started.toDateString() === new Date(nowMs).toDateString();
  return {
    UID: process.user,
    PID: String(process.pid),
    PPID: String(process.parent),
    C: String(Math.min(99, Math.floor((process.cpuMs / aliveMs) * 100))),
    STIME: today
      ? `${two(started.getHours())}:${two(started.getMinutes())}`
      : `${MONTHS[started.getMonth()]}${two(started.getDate())}`,
    TTY: process.terminal,
    TIME: clock(process.cpuMs),
    CMD: printable(process.command),
  };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A process names itself as it likes; its name must not act on the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Control}/gu, "?");
}
