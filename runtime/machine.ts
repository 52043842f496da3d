import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type CgroupLayout, detectCgroups } from "./cgroup/layout.ts";

/** What this machine has, as far as a plan depends on it. Plain data: tests make machines of their own. */
export interface MachineFacts {
  readonly cgroups: CgroupLayout;
  /** Names in /proc/filesystems. A file system in a module that is not loaded yet is missing here. */
  readonly fileSystems: ReadonlySet<string>;
  /** Processors' folders that tell of the host's load, to be masked as well. */
  readonly thermalPaths: readonly string[];
}

/** Looks once; the answer holds for the life of this process. */
export function probeMachine(): MachineFacts {
  const texts = {
    mountinfo: readFileSync("/proc/self/mountinfo", "utf8"),
    cgroup: readIfThere("/proc/self/cgroup"),
  };
  return {
    cgroups: detectCgroups(texts),
    fileSystems: new Set(
      readFileSync("/proc/filesystems", "utf8")
        .split("\n")
        .map((line) => line.split("\t").at(-1)!)
        .filter((name) => name !== ""),
    ),
    thermalPaths: readdirSync("/sys/devices/system/cpu")
      .filter((name) => /^cpu\d+$/.test(name))
      .map((name) => `/sys/devices/system/cpu/${name}/thermal_throttle`)
      .filter((path) => existsSync(path)),
  };
}

/** /proc/self/cgroup is missing on a kernel without control groups. */
function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
