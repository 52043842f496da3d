import { type CgroupFolder, sessionsFolder } from "../cgroup/plan-cgroup.ts";
import type { RunningContainer, SessionProcess } from "../driver.ts";
import { FLAGS, type Plan, type Step } from "../opcodes.ts";
import { planIdentity } from "./identity.ts";
import { planProgram } from "./program.ts";

/**
 * A session's start as ordered steps. `folders` are the container's control groups: the session joins all of
 * them, one of them by way of a folder of its own.
 */
export function planSession(
  container: RunningContainer,
  process: SessionProcess,
  folders: readonly CgroupFolder[],
): Plan {
  const parent = sessionsFolder(folders);
  return [
    ...folders
      .filter((folder) => folder !== parent)
      .map(({ path }): Step => ({ step: "cgroup", where: "", folder: path, flags: FLAGS.CGROUP_JOIN })),
    {
      step: "session",
      where: "",
      pid: container.pid,
      startTicks: container.startTicks,
      flags:
        (process.tty ? FLAGS.SESSION_TTY : 0) |
        (process.stdin ? FLAGS.SESSION_STDIN : 0) |
        (process.detach ? FLAGS.SESSION_DETACH : 0),
      cgroup: sessionCgroup(folders, process.id) ?? "",
      exitRecord: "",
    },
    ...planIdentity(process),
    ...planProgram(process),
  ];
}

/** The session's own folder below the container's; undefined on a machine without control groups. */
export function sessionCgroup(folders: readonly CgroupFolder[], sessionId: string): string | undefined {
  const parent = sessionsFolder(folders);
  return parent && `${parent.path}/session-${sessionId}`;
}
