import type { CgroupWrite, Controller } from "./controller.ts";

const DEFAULT_PERIOD_MICROSECONDS = 100_000;
const where = "linux.resources.cpu";
const limit = "cpu limit";
const weight = "cpu weight";

/**
 * Quota: microseconds of processor time in one period, of all processors together; -1 means no limit. Shares: how much it
 * gets beside others where all want it, 1024 being as much as anyone.
 */
export const cpu: Controller = {
  name: "cpu",
  asked: ({ cpu }) => {
    if (cpu?.quota !== undefined || cpu?.period !== undefined) return limit;
    return cpu?.shares === undefined ? undefined : weight;
  },
  v1: ({ cpu }) => [
    ...write("cpu.cfs_period_us", cpu?.period, limit),
    ...write("cpu.cfs_quota_us", cpu?.quota, limit),
    ...write("cpu.shares", cpu?.shares, weight),
  ],
  v2: ({ cpu }) => [
    ...(cpu?.quota === undefined && cpu?.period === undefined ? [] : [max(cpu)]),
    ...write("cpu.weight", cpu?.shares === undefined ? undefined : weightOf(cpu.shares), weight),
  ],
};

function max({ quota, period }: { readonly quota?: number; readonly period?: number }): CgroupWrite {
  const most = quota === undefined || quota < 0 ? "max" : String(quota);
  return { file: "cpu.max", value: `${most} ${period ?? DEFAULT_PERIOD_MICROSECONDS}`, limit, where };
}

/** Shares of 2 to 262144 as weights of 1 to 10000, on the straight line that the mature runtimes agree on. */
function weightOf(shares: number): number {
  return 1 + Math.floor(((Math.min(262_144, Math.max(2, shares)) - 2) * 9999) / 262_142);
}

function write(file: string, value: number | undefined, what: string): CgroupWrite[] {
  return value === undefined ? [] : [{ file, value: String(value), limit: what, where }];
}
