import { kernelFiles } from "./cgroup/files.ts";
import type { CgroupLayout } from "./cgroup/layout.ts";
import { cgroupFolders } from "./cgroup/plan-cgroup.ts";
import { type CgroupUsage, readUsage } from "./cgroup/usage.ts";
import type { RunningContainer } from "./driver.ts";
import { type NetworkBytes, readNetworkBytes } from "./proc/network-bytes.ts";

/** What a container has used since it started, and what it may use. */
export interface ContainerUsage extends CgroupUsage {
  readonly network: NetworkBytes | undefined;
}

/** At once: the kernel answers from memory. `brief` reads processor time and memory alone. */
export function containerUsage(
  container: RunningContainer,
  cgroups: CgroupLayout,
  { brief = false }: { readonly brief?: boolean } = {},
): ContainerUsage {
  const usage = readUsage(cgroupFolders(cgroups, container.cgroupPath), kernelFiles, { brief });
  return { ...usage, network: brief ? undefined : readNetworkBytes(container.pid) };
}
