import type { SpecResources } from "../spec.ts";
import type { CgroupWrite, Controller } from "./controller.ts";

/** How many processes and threads there may be at once. 0 and below mean no limit, as in the OCI spec. */
export const pids: Controller = {
  name: "pids",
  asked: ({ pids }) => (pids === undefined || pids.limit <= 0 ? undefined : "process limit"),
  v1: write,
  v2: write,
};

function write({ pids }: SpecResources): CgroupWrite[] {
  if (pids === undefined) return [];
  const value = pids.limit <= 0 ? "max" : String(pids.limit);
  return [{ file: "pids.max", value, limit: "process limit", where: "linux.resources.pids" }];
}
