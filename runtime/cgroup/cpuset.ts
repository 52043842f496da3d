import type { CgroupFiles } from "./files.ts";

/** What a new v1 cpuset folder lacks: until both files are written, no process may enter it. */
const FILES = ["cpuset.cpus", "cpuset.mems"] as const;

/** Gives a new folder of the v1 cpuset hierarchy what the folder above it has. */
export function inheritCpuset(files: CgroupFiles, folder: string, parent: string): void {
  for (const file of FILES) files.write(`${folder}/${file}`, files.read(`${parent}/${file}`).trim());
}
