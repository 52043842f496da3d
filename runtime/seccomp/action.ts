import type { SeccompAction } from "../spec.ts";

/** SECCOMP_RET_* (linux/seccomp.h). */
const RETURNS: Readonly<Record<SeccompAction, number>> = {
  SCMP_ACT_KILL: 0x0000_0000,
  SCMP_ACT_KILL_THREAD: 0x0000_0000,
  SCMP_ACT_KILL_PROCESS: 0x8000_0000,
  SCMP_ACT_TRAP: 0x0003_0000,
  SCMP_ACT_ERRNO: 0x0005_0000,
  SCMP_ACT_TRACE: 0x7ff0_0000,
  SCMP_ACT_LOG: 0x7ffc_0000,
  SCMP_ACT_ALLOW: 0x7fff_0000,
};

export const SECCOMP_ACTIONS = Object.keys(RETURNS) as SeccompAction[];

const EPERM = 1;
export const ENOSYS = 38;

/** What a filter returns for an action; its lower half is the errno, where the action has one. */
export function actionValue(action: SeccompAction, errno: number = EPERM): number {
  const data = action === "SCMP_ACT_ERRNO" || action === "SCMP_ACT_TRACE" ? errno & 0xffff : 0;
  return (RETURNS[action] | data) >>> 0;
}
