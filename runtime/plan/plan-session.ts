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
  const own = sessionCgroup(folders, process.id);
  return [
    {
      step: "session",
      where: "",
      pid: container.pid,
      startTicks: container.startTicks,
      flags:
        (process.tty ? FLAGS.SESSION_TTY : 0) |
        (process.stdin ? FLAGS.SESSION_STDIN : 0) |
        (process.detach ? FLAGS.SESSION_DETACH : 0),
      cgroup: own ?? "",
      exitRecord: "",
    },
    ...folders
      .filter((folder) => folder !== sessionsFolder(folders))
      .map(({ path }) => joinGroup(path, FLAGS.CGROUP_JOIN)),
    ...(own === undefined ? [] : [joinGroup(own, FLAGS.CGROUP_JOIN | FLAGS.CGROUP_REMOVE)]),
    ...planIdentity(process),
    ...planProgram(process),
  ];
}

/** The session's own folder below the container's; undefined on a machine without control groups. */
export function sessionCgroup(folders: readonly CgroupFolder[], sessionId: string): string | undefined {
  const parent = sessionsFolder(folders);
  return parent && `${parent.path}/session-${sessionId}`;
}

function joinGroup(folder: string, flags: number): Step {
  return { step: "cgroup", where: "", folder, flags };
}
