import type { SpecResources } from "../spec.ts";
import type { CgroupWrite, Controller } from "./controller.ts";

/** The spec's swap is memory and swap together, as v1 counts; v2 counts swap alone. -1 means no limit. */
export const memory: Controller = {
  name: "memory",
  asked: ({ memory }) =>
    memory?.limit !== undefined ? "memory limit" : memory?.swap !== undefined ? "swap limit" : undefined,
  v1: ({ memory }) => [
    // First the memory alone: the kernel refuses a sum that is below it.
    ...limit("memory.limit_in_bytes", memory?.limit, String),
    ...swap("memory.memsw.limit_in_bytes", memory?.swap, String),
  ],
  v2: ({ memory }) => [
    ...limit("memory.max", memory?.limit, orMax),
    ...swap("memory.swap.max", swapAlone(memory), orMax),
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

function swapAlone(memory: SpecResources["memory"]): number | undefined {
  if (memory?.swap === undefined || memory.swap === -1) return memory?.swap;
  return memory.limit === undefined || memory.limit === -1
    ? undefined
    : Math.max(0, memory.swap - memory.limit);
}

function orMax(bytes: number): string {
  return bytes === -1 ? "max" : String(bytes);
}
