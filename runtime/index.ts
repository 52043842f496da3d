export {
  type ClientFrame,
  encodeClientFrame,
  type MonitorFrame,
  MonitorFrameDecoder,
} from "./attach-protocol.ts";
export { CAPABILITIES, capabilityNames } from "./capability.ts";
export type { CgroupLayout } from "./cgroup/layout.ts";
export type { CgroupUsage } from "./cgroup/usage.ts";
export type { ContainerUsage } from "./container-usage.ts";
export { DEFAULT_CAPABILITIES } from "./defaults/capabilities.ts";
export { DEFAULT_DEVICE_RULES, DEFAULT_DEVICES } from "./defaults/devices.ts";
export { DEFAULT_PIDS_LIMIT } from "./defaults/limits.ts";
export { defaultMounts } from "./defaults/mounts.ts";
export { defaultNamespaces } from "./defaults/namespaces.ts";
export { DEFAULT_MASKED_PATHS, DEFAULT_READONLY_PATHS } from "./defaults/paths.ts";
export { defaultSeccomp } from "./defaults/seccomp.ts";
export { DEFAULT_NETWORK_SYSCTLS } from "./defaults/sysctls.ts";
export type * from "./driver.ts";
export { createNativeDriver } from "./drivers/native/native-driver.ts";
export { FormatError } from "./fields.ts";
export { LaunchError } from "./launch-error.ts";
export { type MachineFacts, probeMachine } from "./machine.ts";
export { nativeProgram } from "./native-path.ts";
export type { Plan, Step } from "./opcodes.ts";
export { parseSpec } from "./parse-spec.ts";
export { type LaunchPlan, planLaunch } from "./plan/plan-launch.ts";
export { type ProcessLimit, readProcessLimits } from "./proc/limits.ts";
export { readMounts, type SeenMount } from "./proc/mounts.ts";
export { NAMESPACE_TYPES, readNamespace } from "./proc/namespaces.ts";
export type { ProcessRow } from "./proc/process-row.ts";
export { CAPABILITY_SETS, type CapabilitySet, type ProcessStatus, readStatus } from "./proc/status.ts";
export { identityOf, isAlive, type ProcessIdentity } from "./process-identity.ts";
export { RLIMITS } from "./rlimit.ts";
export { parseSeccomp } from "./seccomp/parse-seccomp.ts";
export type * from "./spec.ts";
