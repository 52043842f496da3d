import { globSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { CgroupFiles } from "./files.ts";
import type { CgroupFolder } from "./plan-cgroup.ts";

const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 50;

/** Kills every process in these folders and below, and waits until they are gone. False when some stay. */
export async function endProcesses(folders: readonly CgroupFolder[], files: CgroupFiles): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const pids = new Set(folders.flatMap((folder) => processesIn(folder.path, files)));
    if (pids.size === 0) return true;
    if (Date.now() > deadline) return false;
    const killedAtOnce = folders.some((folder) => folder.version === 2 && killFolder(folder.path, files));
    // Again in each round: a process may have made another one meanwhile.
    if (!killedAtOnce) for (const pid of pids) kill(pid);
    await sleep(pauseMs);
  }
}

function processesIn(path: string, files: CgroupFiles): number[] {
  return globSync(`${path}/**/cgroup.procs`).flatMap((file) => {
    try {
      return files
        .read(file)
        .split("\n")
        .map(Number)
        .filter((pid) => pid > 0);
    } catch {
      return [];
    }
  });
}

/** cgroup.kill is there since Linux 5.14. */
function killFolder(path: string, files: CgroupFiles): boolean {
  try {
    files.write(`${path}/cgroup.kill`, "1");
    return true;
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Gone already.
  }
}
