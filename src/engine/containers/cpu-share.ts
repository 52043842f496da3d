import type { ContainerSample } from "./stats.ts";

/** The share of one processor between two samples of one run. */
export function cpuShare(
  before: ContainerSample | undefined,
  now: Omit<ContainerSample, "cpuShare">,
): number | undefined {
  if (before?.cpuMicroseconds === undefined || now.cpuMicroseconds === undefined) return undefined;
  const elapsedMs = now.timeMs - before.timeMs;
  if (elapsedMs <= 0 || before.startedAtMs !== now.startedAtMs) return undefined;
  return Math.max(0, now.cpuMicroseconds - before.cpuMicroseconds) / 1000 / elapsedMs;
}
