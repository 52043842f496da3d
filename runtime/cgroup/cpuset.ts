import type { SpecResources } from "../spec.ts";
import type { CgroupWrite, Controller } from "./controller.ts";
import type { CgroupFiles } from "./files.ts";

/** What a new v1 cpuset folder lacks: until both files are written, no process may enter it. */
const FILES = ["cpuset.cpus", "cpuset.mems"] as const;

/** Gives a new folder of the v1 cpuset hierarchy what the folder above it has. */
export function inheritCpuset(files: CgroupFiles, folder: string, parent: string): void {
  for (const file of FILES) files.write(`${folder}/${file}`, files.read(`${parent}/${file}`).trim());
}

/** On which processors it may run, and of which nodes its memory is. */
export const cpuset: Controller = {
  name: "cpuset",
  asked: ({ cpu }) => (cpu?.cpus === undefined && cpu?.mems === undefined ? undefined : LIMIT),
  v1: pin,
  v2: pin,
};

const LIMIT = "choice of processors";

function pin({ cpu }: SpecResources): CgroupWrite[] {
  const write = (file: string, value: string | undefined): CgroupWrite[] =>
    value === undefined || value === "" ? [] : [{ file, value, limit: LIMIT, where: "linux.resources.cpu" }];
  return [...write("cpuset.cpus", cpu?.cpus), ...write("cpuset.mems", cpu?.mems)];
}
