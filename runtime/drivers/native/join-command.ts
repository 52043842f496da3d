import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { bundlePaths } from "../../bundle-paths.ts";
import { cgroupFolders } from "../../cgroup/plan-cgroup.ts";
import type { ClientCommand, RunningContainer, SessionProcess } from "../../driver.ts";
import type { LaunchMeans } from "../../launch.ts";
import { LaunchError } from "../../launch-error.ts";
import { planSession, sessionCgroup } from "../../plan/plan-session.ts";
import { isAlive } from "../../process-identity.ts";
import { encodePlan } from "../../wire.ts";

/**
 * Prepares a session: its plan in a file that only we may read (it holds the environment), its control group
 * below the container's. Both are taken away by the launcher that the command starts.
 */
export function joinCommand(
  { launcher, facts }: LaunchMeans,
  container: RunningContainer,
  process: SessionProcess,
): ClientCommand {
  if (!/^[\w-]+$/.test(process.id))
    throw failure(process, `${JSON.stringify(process.id)} is no session's id`);
  if (!isAlive(container)) throw failure(process, "the container does not run");
  const folders = cgroupFolders(facts.cgroups, container.cgroupPath).filter(({ path }) => existsSync(path));
  const plan = planSession(container, process, folders);
  const file = bundlePaths(container).sessionPlan(process.id);
  writeFileSync(file, encodePlan(plan), { mode: 0o600, flag: "wx" });
  const folder = sessionCgroup(folders, process.id);
  if (folder !== undefined) mkdirSync(folder);
  return { file: launcher, args: ["join", file] };
}

function failure(process: SessionProcess, reason: string): LaunchError {
  return new LaunchError({
    step: "session",
    where: "",
    subject: process.args[0] ?? "",
    reason,
    exitCode: 125,
  });
}
