import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bundle } from "../../../runtime/index.ts";
import type { RunningState } from "../../state/containers.ts";

/**
 * Beside the attach socket: which process the container is. With it a start whose wherry died before it could tell
 * the database, and a database that had to be made anew, find the container running.
 */
export function writeRunningFile(bundle: Bundle, state: RunningState): void {
  mkdirSync(bundle.runDir, { recursive: true, mode: 0o700 });
  const file = join(bundle.runDir, NAME);
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Undefined when there is none, or none that can be read. */
export function readRunningFile(bundle: Bundle): RunningState | undefined {
  try {
    const value = JSON.parse(readFileSync(join(bundle.runDir, NAME), "utf8"));
    const { pid, startTicks, startedAtMs, warnings, monitor } = value;
    const isWhole = [pid, startTicks, startedAtMs].every(Number.isFinite) && Array.isArray(warnings);
    if (!isWhole) return undefined;
    const isNamed = [monitor?.pid, monitor?.startTicks].every(Number.isFinite);
    const named = isNamed ? { monitor: { pid: monitor.pid, startTicks: monitor.startTicks } } : {};
    return { status: "running", pid, startTicks, ...named, startedAtMs, warnings };
  } catch {
    return undefined;
  }
}

const NAME = "running.json";
