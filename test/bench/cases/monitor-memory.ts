import type { Bench } from "../bench.ts";
import { monitorOf, privateBytes } from "../process-memory.ts";
import type { Outcome } from "../result.ts";

const WHAT = "the monitor's private memory";

/** What one container's monitor has for itself alone, after it has carried some output. */
export async function benchMonitorMemory({ cli }: Bench): Promise<Outcome[]> {
  const script =
    "i=0; while [ $i -lt 2000 ]; do echo some line of output, number $i; i=$((i+1)); done; sleep 1000";
  await cli.ok("run", "-d", "--name", "memory", "bench", "sh", "-c", script);
  try {
    while (!(await cli.ok("logs", "-n", "1", "memory")).includes("number 1999")) {}
    const kib =
      privateBytes(monitorOf(Number(await cli.ok("inspect", "-f", "{{.State.Pid}}", "memory")))) / 1024;
    return [{ what: WHAT, measured: `${kib} KiB`, value: kib / 1024, limit: 1, unit: "MiB" }];
  } finally {
    await cli.ok("rm", "-f", "memory");
  }
}
