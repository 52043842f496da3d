import { resolve } from "node:path";
import type { LaunchWarning } from "../driver.ts";
import type { MachineFacts } from "../machine.ts";
import { FLAGS, type Step } from "../opcodes.ts";
import type { SpecMount } from "../spec.ts";
import { planCgroupMounts } from "./cgroup-mounts.ts";
import { readMountOptions } from "./mount-options.ts";

export interface PlannedMounts {
  readonly steps: readonly Step[];
  /** For after every mount is made. */
  readonly laterSteps: readonly Step[];
  readonly warnings: readonly LaunchWarning[];
}

/** The spec's mounts in its order. Sources of binds that are not absolute hang below the bundle. */
export function planMounts(
  mounts: readonly SpecMount[],
  facts: MachineFacts,
  bundleDir: string,
): PlannedMounts {
  const planned = mounts.map((mount, index) => planMount(mount, `mounts[${index}]`, facts, bundleDir));
  return {
    steps: planned.flatMap(({ steps }) => steps),
    laterSteps: planned.flatMap(({ laterSteps }) => laterSteps),
    warnings: planned.flatMap(({ warnings }) => warnings),
  };
}

function planMount(mount: SpecMount, where: string, facts: MachineFacts, bundleDir: string): PlannedMounts {
  const options = readMountOptions(mount.options);
  const warnings = options.ignored.map((option) => ({
    where,
    message: `mount option ${option} ignored: every mount of a container is private`,
  }));
  const { destination: target, type, source } = mount;
  if (options.bind || type === "bind") {
    const flags = FLAGS.BIND_MAKE_TARGET | (options.recursive ? FLAGS.BIND_RECURSIVE : 0);
    const { attributes } = options;
    const step: Step = { step: "bind", where, source: resolve(bundleDir, source), target, attributes, flags };
    return { steps: [step], laterSteps: [], warnings };
  }
  if (type === "cgroup" || type === "cgroup2") {
    const { attributes } = options;
    const planned = planCgroupMounts({ target, where, attributes }, facts.cgroups);
    return { ...planned, warnings: [...warnings, ...planned.warnings] };
  }
  if (type === "mqueue" && !facts.fileSystems.has("mqueue")) {
    const message = `${target} left out: this kernel has no POSIX message queues`;
    return { steps: [], laterSteps: [], warnings: [...warnings, { where, message }] };
  }
  return {
    steps: [
      { step: "mount", where, type, source, target, attributes: options.attributes, options: options.data },
    ],
    laterSteps: [],
    warnings,
  };
}
