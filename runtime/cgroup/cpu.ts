import type { Controller } from "./controller.ts";

const DEFAULT_PERIOD_MICROSECONDS = 100_000;
const where = "linux.resources.cpu";
const limit = "cpu limit";

/** Quota: microseconds of processor time in one period, of all processors together. -1 means no limit. */
export const cpu: Controller = {
  name: "cpu",
  asked: ({ cpu }) => (cpu?.quota === undefined && cpu?.period === undefined ? undefined : limit),
  v1: ({ cpu }) => [
    ...(cpu?.period === undefined
      ? []
      : [{ file: "cpu.cfs_period_us", value: String(cpu.period), limit, where }]),
    ...(cpu?.quota === undefined
      ? []
      : [{ file: "cpu.cfs_quota_us", value: String(cpu.quota), limit, where }]),
  ],
  v2: ({ cpu }) => {
    if (cpu?.quota === undefined && cpu?.period === undefined) return [];
    const quota = cpu.quota === undefined || cpu.quota < 0 ? "max" : String(cpu.quota);
    return [
      { file: "cpu.max", value: `${quota} ${cpu.period ?? DEFAULT_PERIOD_MICROSECONDS}`, limit, where },
    ];
  },
};
