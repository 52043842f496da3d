import { capabilityBits } from "../capability.ts";
import { DEFAULT_UMASK } from "../defaults/limits.ts";
import type { Step } from "../opcodes.ts";
import { rlimitNumber, rlimitValue } from "../rlimit.ts";
import { compileSeccomp } from "../seccomp/compile.ts";
import type { Spec, SpecSeccomp } from "../spec.ts";

/** Who a process is and what it may do, for a container's program and for a session's alike. */
export interface Identity {
  readonly user: Spec["process"]["user"];
  readonly capabilities: Spec["process"]["capabilities"];
  readonly rlimits: Spec["process"]["rlimits"];
  readonly noNewPrivileges: boolean;
  readonly oomScoreAdj?: number;
  readonly seccomp?: SpecSeccomp | undefined;
}

/**
 * Limits first, while there is still the power to raise them; then the ids, and last the capabilities, since
 * changing ids clears those.
 */
export function planIdentity({
  user,
  capabilities,
  rlimits,
  noNewPrivileges,
  oomScoreAdj,
  seccomp,
}: Identity): Step[] {
  return [
    ...rlimits.map(
      ({ type, soft, hard }, index): Step => ({
        step: "rlimit",
        where: `process.rlimits[${index}]`,
        resource: rlimitNumber(type),
        soft: rlimitValue(soft),
        hard: rlimitValue(hard),
      }),
    ),
    ...(oomScoreAdj === undefined
      ? []
      : [{ step: "oom_score_adj", where: "process.oomScoreAdj", value: String(oomScoreAdj) } as const]),
    { step: "umask", where: "process.user.umask", mask: user.umask ?? DEFAULT_UMASK },
    {
      step: "bounding_capabilities",
      where: "process.capabilities.bounding",
      bits: capabilityBits(capabilities.bounding),
    },
    {
      step: "identity",
      where: "process.user",
      uid: user.uid,
      gid: user.gid,
      groups: (user.additionalGids ?? []).map(String),
    },
    {
      step: "capabilities",
      where: "process.capabilities",
      effective: capabilityBits(capabilities.effective),
      permitted: capabilityBits(capabilities.permitted),
      inheritable: capabilityBits(capabilities.inheritable),
      ambient: capabilityBits(capabilities.ambient),
    },
    ...(noNewPrivileges ? [{ step: "no_new_privileges", where: "process.noNewPrivileges" } as const] : []),
    ...(seccomp === undefined
      ? []
      : [{ step: "seccomp", where: "linux.seccomp", filter: compileSeccomp(seccomp) } as const]),
  ];
}
