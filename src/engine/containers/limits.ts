import { CodedError } from "../../base/errors.ts";
import type { CreateOptions } from "./containers.ts";

/** Below this a container's own start-up does not fit. */
const LEAST_MEMORY_BYTES = 6 * 1024 * 1024;
const CPU_PERIOD_MICROSECONDS = 100_000;
const LEAST_CPUS = 0.01;

/** The limits of a container in the spec's form; `defaultPids` where nothing was asked. Throws `invalid`. */
export function limitsOf(
  { memoryBytes, cpus, pidsLimit }: CreateOptions,
  defaultPids: number,
): {
  memory?: { limit: number; swap: number };
  cpu?: { quota: number; period: number };
  pids: { limit: number };
} {
  if (memoryBytes !== undefined && memoryBytes !== 0 && !(memoryBytes >= LEAST_MEMORY_BYTES)) {
    throw new CodedError(
      "invalid",
      "invalid-limit",
      `create container: memory ${memoryBytes} is too little`,
      {
        hint: "give at least 6m",
      },
    );
  }
  if (cpus !== undefined && cpus !== 0 && !(cpus >= LEAST_CPUS && Number.isFinite(cpus))) {
    throw new CodedError("invalid", "invalid-limit", `create container: ${cpus} cpus are too few`, {
      hint: "give at least 0.01",
    });
  }
  if (pidsLimit !== undefined && !(Number.isSafeInteger(pidsLimit) && pidsLimit >= -1)) {
    throw new CodedError(
      "invalid",
      "invalid-limit",
      `create container: ${pidsLimit} is no limit of processes`,
      {
        hint: "give a number of processes, or -1 for no limit",
      },
    );
  }
  return {
    // As Docker does: as much swap as memory, which the spec counts together.
    ...(memoryBytes ? { memory: { limit: memoryBytes, swap: memoryBytes * 2 } } : {}),
    ...(cpus
      ? { cpu: { quota: Math.round(cpus * CPU_PERIOD_MICROSECONDS), period: CPU_PERIOD_MICROSECONDS } }
      : {}),
    pids: { limit: pidsLimit === undefined ? defaultPids : pidsLimit === 0 ? -1 : pidsLimit },
  };
}
