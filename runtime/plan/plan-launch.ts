import { cgroupFolders } from "../cgroup/plan-cgroup.ts";
import type { LaunchRequest, LaunchWarning } from "../driver.ts";
import type { MachineFacts } from "../machine.ts";
import { FLAGS, type Plan, type Step } from "../opcodes.ts";
import type { Spec } from "../spec.ts";
import { planDevices } from "./devices.ts";
import { planIdentity } from "./identity.ts";
import { planMonitor } from "./monitor.ts";
import { planMounts } from "./mounts.ts";
import { planNamespaces } from "./namespaces.ts";
import { planProgram } from "./program.ts";
import { refuseHostChanges } from "./refuse-host-changes.ts";
import { planRoot } from "./root.ts";

export interface LaunchPlan {
  readonly plan: Plan;
  /** What of the spec this machine cannot give; found without trying. */
  readonly warnings: readonly LaunchWarning[];
}

/**
 * The whole of a container's start as ordered steps. Pure: the same request and machine give the same plan.
 * Throws LaunchError for a spec that would change the host.
 */
export function planLaunch(request: LaunchRequest, facts: MachineFacts): LaunchPlan {
  const { spec, bundle } = request;
  refuseHostChanges(spec);
  const mounts = planMounts(spec.mounts, facts, bundle.dir);
  const plan: Step[] = [
    planMonitor(request),
    ...(request.afterwards === undefined
      ? []
      : [{ step: "afterwards", where: "", ...request.afterwards } as const]),
    ...planCgroupSteps(facts, bundle.cgroupPath),
    ...planNamespaces(spec),
    { step: "private_mounts", where: "linux.namespaces" },
    planRoot(request.root),
    ...mounts.steps,
    ...planDevices(spec),
    ...planWorkingFolder(spec),
    { step: "pivot_root", where: "root" },
    ...(spec.process.terminal ? [{ step: "terminal", where: "process.terminal" } as const] : []),
    ...planHiding(spec, facts),
    ...mounts.laterSteps,
    ...planSysctls(spec),
    ...(spec.root.readonly ? [{ step: "read_only_root", where: "root.readonly" } as const] : []),
    ...planHostname(spec),
    ...planIdentity({ ...spec.process, seccomp: spec.linux.seccomp }),
    ...planProgram(spec.process),
  ];
  return { plan, warnings: mounts.warnings };
}

function planCgroupSteps({ cgroups }: MachineFacts, cgroupPath: string): Step[] {
  return cgroupFolders(cgroups, cgroupPath).map(
    ({ path }): Step => ({
      step: "cgroup",
      where: "linux.cgroupsPath",
      folder: path,
      flags: FLAGS.CGROUP_JOIN | FLAGS.CGROUP_REMOVE,
    }),
  );
}

/** Made while still privileged and the root still writable, as Docker makes a working folder that is missing. */
function planWorkingFolder({ process: { cwd } }: Spec): Step[] {
  return cwd === "/" ? [] : [{ step: "make_directory", where: "process.cwd", path: cwd, mode: 0o755 }];
}

function planHiding({ linux }: Spec, facts: MachineFacts): Step[] {
  const masked = linux.maskedPaths.map(
    (path, index): Step => ({ step: "mask_path", where: `linux.maskedPaths[${index}]`, path }),
  );
  // A container that hides nothing asked to see all, the processors' heat included.
  const thermal = linux.maskedPaths.length === 0 ? [] : facts.thermalPaths;
  const alsoMasked = thermal
    .filter((path) => !linux.maskedPaths.includes(path))
    .map((path): Step => ({ step: "mask_path", where: "linux.maskedPaths", path }));
  const readOnly = linux.readonlyPaths.map(
    (path, index): Step => ({ step: "read_only_path", where: `linux.readonlyPaths[${index}]`, path }),
  );
  return [...masked, ...alsoMasked, ...readOnly];
}

function planSysctls({ linux: { sysctl } }: Spec): Step[] {
  return Object.entries(sysctl).map(([name, value]) => ({
    step: "sysctl",
    where: `linux.sysctl.${name}`,
    name,
    value,
  }));
}

function planHostname({ hostname, domainname }: Spec): Step[] {
  return [
    ...(hostname === undefined ? [] : [{ step: "hostname", where: "hostname", name: hostname } as const]),
    ...(domainname === undefined
      ? []
      : [{ step: "domainname", where: "domainname", name: domainname } as const]),
  ];
}
