import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CgroupFolder, sessionsFolder } from "./plan-cgroup.ts";

/** The processes of a container as the host counts them, those of its sessions and of its own cgroups included. */
export function memberPids(folders: readonly CgroupFolder[]): number[] {
  const folder = sessionsFolder(folders);
  return folder === undefined ? [] : [...new Set(pidsBelow(folder.path))].sort((a, b) => a - b);
}

function pidsBelow(folder: string): number[] {
  try {
    const own = readFileSync(join(folder, "cgroup.procs"), "utf8");
    const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [
      // A process that we cannot see from here is listed as 0.
      ...own.split("\n").flatMap((line) => (Number(line) > 0 ? [Number(line)] : [])),
      ...below.flatMap(({ name }) => pidsBelow(join(folder, name))),
    ];
  } catch {
    // It went while we looked.
    return [];
  }
}
