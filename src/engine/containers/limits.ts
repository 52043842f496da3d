import type { SpecResources } from "../../../runtime/index.ts";
import { CodedError } from "../../base/errors.ts";
import type { CreateOptions } from "./containers.ts";

/** Below this a container's own start-up does not fit. */
const LEAST_MEMORY_BYTES = 6 * 1024 * 1024;
const CPU_PERIOD_MICROSECONDS = 100_000;
const LEAST_CPUS = 0.01;

/** The limits of a container in the spec's form; `defaultPids` where nothing was asked. Throws `invalid`. */
export function limitsOf(
  options: CreateOptions,
  defaultPids: number,
): Pick<SpecResources, "memory" | "cpu"> & { readonly pids: { readonly limit: number } } {
  const { pidsLimit } = options;
  if (pidsLimit !== undefined && !(Number.isSafeInteger(pidsLimit) && pidsLimit >= -1)) {
    throw invalid(`${pidsLimit} is no limit of processes`, "give a number of processes, or -1 for no limit");
  }
  const [memory, cpu] = [memoryOf(options), cpuOf(options)];
  return {
    ...(Object.keys(memory).length === 0 ? {} : { memory }),
    ...(Object.keys(cpu).length === 0 ? {} : { cpu }),
    pids: { limit: pidsLimit === undefined ? defaultPids : pidsLimit === 0 ? -1 : pidsLimit },
  };
}

function memoryOf(options: CreateOptions): NonNullable<SpecResources["memory"]> {
  const { memoryBytes, memorySwapBytes, memoryReservationBytes, memorySwappiness } = options;
  if (memoryBytes && !(memoryBytes >= LEAST_MEMORY_BYTES)) {
    throw invalid(`memory ${memoryBytes} is too little`, "give at least 6m");
  }
  if (Number.isNaN(memoryBytes)) throw invalid("memory NaN is too little", "give at least 6m");
  if (memorySwapBytes !== undefined && memorySwapBytes !== 0) {
    if (!memoryBytes) throw invalid("a limit of swap needs one of memory", "give --memory too");
    if (memorySwapBytes !== -1 && memorySwapBytes < memoryBytes) {
      throw invalid(
        `memory and swap together are ${memorySwapBytes}, less than the memory ${memoryBytes}`,
        "count the memory in, or give -1 for as much swap as there is",
      );
    }
  }
  if (memoryReservationBytes && memoryBytes && memoryReservationBytes > memoryBytes) {
    throw invalid("more memory is reserved than it may have", "reserve less than the limit");
  }
  if (
    memorySwappiness !== undefined &&
    !(Number.isInteger(memorySwappiness) && isWithin(memorySwappiness, 0, 100))
  ) {
    throw invalid(`${memorySwappiness} is no swappiness`, "give a whole number from 0 to 100");
  }
  return {
    // As Docker does: as much swap as memory, which the spec counts together.
    ...(memoryBytes ? { limit: memoryBytes, swap: memorySwapBytes || memoryBytes * 2 } : {}),
    ...(memoryReservationBytes ? { reservation: memoryReservationBytes } : {}),
    ...(memorySwappiness === undefined ? {} : { swappiness: memorySwappiness }),
  };
}

function cpuOf(options: CreateOptions): NonNullable<SpecResources["cpu"]> {
  const { cpus, cpuShares, cpuQuota, cpuPeriod, cpusetCpus, cpusetMems } = options;
  if (cpus !== undefined && cpus !== 0 && !(cpus >= LEAST_CPUS && Number.isFinite(cpus))) {
    throw invalid(`${cpus} cpus are too few`, "give at least 0.01");
  }
  if (cpus && (cpuQuota || cpuPeriod)) {
    throw invalid("cpus and a quota or period say the same", "give --cpus, or --cpu-quota and --cpu-period");
  }
  // The kernel's own bounds (kernel/sched/core.c).
  if (cpuPeriod && !isWithin(cpuPeriod, 1000, 1_000_000)) {
    throw invalid(`a period of ${cpuPeriod} microseconds is none`, "give 1000 to 1000000");
  }
  if (cpuQuota && cpuQuota !== -1 && !(cpuQuota >= 1000)) {
    throw invalid(
      `a quota of ${cpuQuota} microseconds is too little`,
      "give at least 1000, or -1 for no limit",
    );
  }
  if (cpuShares && !(cpuShares >= 2)) {
    throw invalid(`${cpuShares} cpu shares are too few`, "give 2 to 262144; 1024 is as much as anyone");
  }
  return {
    ...(cpus ? { quota: Math.round(cpus * CPU_PERIOD_MICROSECONDS), period: CPU_PERIOD_MICROSECONDS } : {}),
    ...(cpuQuota ? { quota: cpuQuota } : {}),
    ...(cpuPeriod ? { period: cpuPeriod } : {}),
    ...(cpuShares ? { shares: cpuShares } : {}),
    ...(cpusetCpus ? { cpus: listOf(cpusetCpus, "processors") } : {}),
    ...(cpusetMems ? { mems: listOf(cpusetMems, "memory nodes") } : {}),
  };
}

function listOf(text: string, what: string): string {
  if (/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) return text;
  throw invalid(`${JSON.stringify(text)} is no list of ${what}`, "such as 0-2,7");
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function invalid(reason: string, hint: string): CodedError {
  return new CodedError("invalid", "invalid-limit", `create container: ${reason}`, { hint });
}
