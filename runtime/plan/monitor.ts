import { bundlePaths } from "../bundle-paths.ts";
import type { LaunchRequest } from "../driver.ts";
import { FLAGS, type Step } from "../opcodes.ts";

/** What a new client is sent of the past: enough to fill a large screen many times over. */
const KEPT_OUTPUT_BYTES = 64 * 1024;

/** A container that starts on attach ends after so long with neither its starter nor a client. */
const PATIENCE_MS = 30_000;

/** What the monitor itself needs, before there is a container. */
export function planMonitor({ bundle, spec, size, release, ...request }: LaunchRequest): Step {
  const { log, exitRecord, attachSocket } = bundlePaths(bundle);
  return {
    step: "monitor",
    where: "",
    log,
    exitRecord,
    attachSocket,
    changedFile: bundle.changedFile ?? "",
    flags:
      (spec.process.terminal ? FLAGS.MONITOR_TTY : 0) |
      (request.keepStdinOpen ? FLAGS.MONITOR_STDIN : 0) |
      (request.stdinOnce ? FLAGS.MONITOR_STDIN_ONCE : 0) |
      (release === "on-attach" ? FLAGS.MONITOR_START_ON_ATTACH : 0),
    rows: size?.rows ?? 0,
    columns: size?.columns ?? 0,
    keptBytes: KEPT_OUTPUT_BYTES,
    id: bundle.id,
    patienceMs: PATIENCE_MS,
  };
}
