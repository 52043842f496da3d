import { mkdirSync, rmSync } from "node:fs";
import { bundlePaths } from "./bundle-paths.ts";
import { kernelFiles } from "./cgroup/files.ts";
import { makeCgroup } from "./cgroup/make-cgroup.ts";
import { type CgroupFolder, planCgroup } from "./cgroup/plan-cgroup.ts";
import { removeCgroup } from "./cgroup/remove-cgroup.ts";
import type { Bundle, Launched, LaunchRequest } from "./driver.ts";
import { LaunchError } from "./launch-error.ts";
import type { MachineFacts } from "./machine.ts";
import { runMonitor } from "./monitor-process.ts";
import type { Plan } from "./opcodes.ts";
import { planLaunch } from "./plan/plan-launch.ts";
import { encodePlan } from "./wire.ts";

export interface LaunchMeans {
  /** Path of the launcher program. */
  readonly launcher: string;
  readonly facts: MachineFacts;
}

/** sockaddr_un's sun_path with its NUL. */
const MAX_SOCKET_PATH_BYTES = 107;

/** Starts a container as `Driver.launch` promises. */
export async function launch(request: LaunchRequest, { launcher, facts }: LaunchMeans): Promise<Launched> {
  const { bundle, spec } = request;
  const planned = planLaunch(request, facts);
  const cgroup = planCgroup(facts.cgroups, bundle.cgroupPath, spec.linux.resources);
  prepareFolders(bundle);
  const made = makeCgroup(cgroup, kernelFiles);
  try {
    const plan = withoutMissingFolders(planned.plan, made.folders);
    const outcome = await runMonitor({ launcher, plan, bytes: encodePlan(plan), release: request.release });
    return { ...outcome, warnings: [...planned.warnings, ...made.warnings, ...outcome.warnings] };
  } catch (error) {
    removeCgroup(made.folders, kernelFiles);
    rmSync(bundlePaths(bundle).attachSocket, { force: true });
    throw error;
  }
}

/** What an earlier run left would be taken for this one's. */
function prepareFolders(bundle: Bundle): void {
  const { attachSocket, exitRecord } = bundlePaths(bundle);
  if (Buffer.byteLength(attachSocket) > MAX_SOCKET_PATH_BYTES) {
    throw new LaunchError({
      step: "monitor",
      where: "",
      subject: attachSocket,
      reason: `the path of a socket may have ${MAX_SOCKET_PATH_BYTES} bytes at most`,
      exitCode: 125,
      hint: "choose a run folder with a shorter path",
    });
  }
  mkdirSync(bundle.runDir, { recursive: true, mode: 0o700 });
  rmSync(attachSocket, { force: true });
  rmSync(exitRecord, { force: true });
}

function withoutMissingFolders(plan: Plan, folders: readonly CgroupFolder[]): Plan {
  const made = new Set(folders.map(({ path }) => path));
  return plan.filter((step) => step.step !== "cgroup" || made.has(step.folder));
}
