import { setTimeout as sleep } from "node:timers/promises";
import type { CgroupFiles } from "./files.ts";
import type { CgroupFolder } from "./plan-cgroup.ts";

const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 20;

/**
 * Stops every process in a container's folders where it stands, or lets them go on; resolves once that is so. Throws
 * where the machine has no freezer, and when some process does not stop in time (then all go on).
 */
export async function setFrozen(
  folders: readonly CgroupFolder[],
  files: CgroupFiles,
  frozen: boolean,
): Promise<void> {
  const freezer = freezerOf(folders, files);
  if (freezer === undefined) throw new Error("freeze: this machine's control groups have no freezer");
  freezer.set(frozen);
  const deadline = Date.now() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; !freezer.is(frozen); pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    if (Date.now() > deadline) {
      freezer.set(false);
      throw new Error("freeze: some of its processes do not stop");
    }
    // A v1 freezer that a new process slipped past has to be told again.
    freezer.set(frozen);
    await sleep(pauseMs);
  }
}

interface Freezer {
  set(frozen: boolean): void;
  is(frozen: boolean): boolean;
}

/** The v2 one first where there are both: what it holds can still be killed. */
function freezerOf(folders: readonly CgroupFolder[], files: CgroupFiles): Freezer | undefined {
  const unified = folders.find(({ version, path }) => version === 2 && has(`${path}/cgroup.freeze`, files));
  if (unified !== undefined) {
    return {
      set: (frozen) => files.write(`${unified.path}/cgroup.freeze`, frozen ? "1" : "0"),
      is: (frozen) => files.read(`${unified.path}/cgroup.events`).includes(`frozen ${frozen ? 1 : 0}`),
    };
  }
  const old = folders.find(({ controllers }) => controllers.includes("freezer"));
  if (old === undefined) return undefined;
  return {
    set: (frozen) => files.write(`${old.path}/freezer.state`, frozen ? "FROZEN" : "THAWED"),
    is: (frozen) => files.read(`${old.path}/freezer.state`).trim() === (frozen ? "FROZEN" : "THAWED"),
  };
}

function has(path: string, files: CgroupFiles): boolean {
  try {
    files.read(path);
    return true;
  } catch {
    return false;
  }
}
