import type { CgroupLayout } from "../../../../runtime/index.ts";
import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

/** Controllers whose limits `run` offers, each with what is lost without it. */
const WANTED = [
  ["memory", "--memory has no effect"],
  ["cpu", "--cpus has no effect"],
  ["pids", "--pids-limit has no effect: a fork bomb inside reaches the machine's own limit"],
] as const;

const DESCRIPTIONS: Record<CgroupLayout["kind"], string> = {
  v1: "version 1",
  v2: "version 2",
  hybrid: "version 1 controllers with a version 2 hierarchy beside",
  none: "not mounted",
};

/** One finding for the layout, and one for each controller that containers' limits need. */
export function checkCgroups(machine: Machine): Finding[] {
  const { cgroups } = machine;
  const subject = "cgroups";
  if (cgroups.kind === "none") {
    return [
      {
        subject,
        verdict: "degraded",
        detail: "not mounted: containers run without limits",
        remedy: "mount -t cgroup2 none /sys/fs/cgroup",
      },
    ];
  }
  return [
    { subject, verdict: "ok", detail: DESCRIPTIONS[cgroups.kind] },
    ...WANTED.map(([controller, loss]) => checkController(machine, controller, loss)),
  ];
}

function checkController(
  { cgroups, readFile, canWrite }: Machine,
  controller: string,
  loss: string,
): Finding {
  const subject = `cgroup ${controller}`;
  const place = placeOf(cgroups, controller, readFile);
  if (place === undefined) {
    return {
      subject,
      verdict: "degraded",
      detail: `no ${controller} controller: ${loss}`,
      remedy: remedyFor(cgroups, controller),
    };
  }
  if (!canWrite(place)) {
    return {
      subject,
      verdict: "degraded",
      detail: `${place} cannot be written: ${loss}`,
      remedy: `mount -o remount,rw ${place}`,
    };
  }
  return { subject, verdict: "ok", detail: place };
}

/** The folder of the hierarchy that has the controller. */
function placeOf(
  cgroups: CgroupLayout,
  controller: string,
  readFile: Machine["readFile"],
): string | undefined {
  if (cgroups.kind === "v1" || cgroups.kind === "hybrid") {
    const hierarchy = cgroups.hierarchies.find(({ controllers }) => controllers.includes(controller));
    if (hierarchy !== undefined) return hierarchy.mountPoint;
  }
  if (cgroups.kind === "v2" || cgroups.kind === "hybrid") {
    const { mountPoint } = cgroups.unified;
    const offered = readFile(`${mountPoint}/cgroup.controllers`)?.trim().split(" ") ?? [];
    if (offered.includes(controller)) return mountPoint;
  }
  return undefined;
}

function remedyFor(cgroups: CgroupLayout, controller: string): string {
  if (controller === "memory") {
    return "add cgroup_enable=memory to the kernel's command line and boot again";
  }
  if (cgroups.kind === "v2")
    return `echo +${controller} > ${cgroups.unified.mountPoint}/cgroup.subtree_control`;
  return `mkdir -p /sys/fs/cgroup/${controller} && mount -t cgroup -o ${controller} none /sys/fs/cgroup/${controller}`;
}
