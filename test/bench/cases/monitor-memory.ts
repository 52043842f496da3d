import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Bench } from "../bench.ts";
import type { Outcome } from "../result.ts";

const WHAT = "the monitor's private memory";

/** What one container's monitor has for itself alone, after it has carried some output. */
export async function benchMonitorMemory({ cli }: Bench): Promise<Outcome[]> {
  const script =
    "i=0; while [ $i -lt 2000 ]; do echo some line of output, number $i; i=$((i+1)); done; sleep 1000";
  await cli.ok("run", "-d", "--name", "memory", "bench", "sh", "-c", script);
  try {
    while (!(await cli.ok("logs", "-n", "1", "memory")).includes("number 1999")) {}
    const pid = monitorOf(Number(await cli.ok("inspect", "-f", "{{.State.Pid}}", "memory")));
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const privateKb = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce(
      (sum, [, kb]) => sum + Number(kb),
      0,
    );
    return [{ what: WHAT, measured: `${privateKb} KiB`, value: privateKb / 1024, limit: 1, unit: "MiB" }];
  } finally {
    await cli.ok("rm", "-f", "memory");
  }
}

/** The launcher above a container's init. */
function monitorOf(pid: number): number {
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  const program = readlinkSync(`/proc/${parent}/exe`);
  if (!program.includes("launcher") && !program.includes("memfd")) {
    throw new Error(`the parent of ${pid} is ${program}, among ${readdirSync("/proc").length} entries`);
  }
  return parent;
}
