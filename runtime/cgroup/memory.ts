import type { SpecResources } from "../spec.ts";
import type { CgroupWrite, Controller } from "./controller.ts";

/** The spec's swap is memory and swap together, as v1 counts; v2 counts swap alone. -1 means no limit. */
export const memory: Controller = {
  name: "memory",
  asked: ({ memory }) => {
    if (memory?.limit !== undefined) return "memory limit";
    if (memory?.swap !== undefined) return "swap limit";
    if (memory?.reservation !== undefined) return "memory reservation";
    return memory?.swappiness === undefined ? undefined : "swappiness";
  },
  v1: ({ memory }) => [
    // First the memory alone: the kernel refuses a sum that is below it.
    ...limit("memory.limit_in_bytes", memory?.limit, String),
    ...swap("memory.memsw.limit_in_bytes", memory?.swap, String),
    ...other("memory.soft_limit_in_bytes", "reservation", memory?.reservation),
    ...other("memory.swappiness", "swappiness", memory?.swappiness),
  ],
  v2: ({ memory }) => [
    ...limit("memory.max", memory?.limit, orMax),
    ...swap("memory.swap.max", swapAlone(memory), orMax),
    // v2 has no swappiness of a group's own.
    ...other("memory.low", "reservation", memory?.reservation),
  ],
};

function limit(file: string, bytes: number | undefined, show: (bytes: number) => string): CgroupWrite[] {
  if (bytes === undefined) return [];
  return [{ file, value: show(bytes), limit: "memory limit", where: "linux.resources.memory.limit" }];
}

function swap(file: string, bytes: number | undefined, show: (bytes: number) => string): CgroupWrite[] {
  if (bytes === undefined) return [];
  return [{ file, value: show(bytes), limit: "swap limit", where: "linux.resources.memory.swap" }];
}

function other(file: string, what: "reservation" | "swappiness", value: number | undefined): CgroupWrite[] {
  if (value === undefined) return [];
  const limit = what === "reservation" ? "memory reservation" : what;
  return [{ file, value: String(value), limit, where: `linux.resources.memory.${what}` }];
}

function swapAlone(memory: SpecResources["memory"]): number | undefined {
  if (memory?.swap === undefined || memory.swap === -1) return memory?.swap;
  return memory.limit === undefined || memory.limit === -1
    ? undefined
    : Math.max(0, memory.swap - memory.limit);
}

function orMax(bytes: number): string {
  return bytes === -1 ? "max" : String(bytes);
}
