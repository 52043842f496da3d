/** The resources that can be limited, in the order of their numbers (asm-generic/resource.h, as on x86 and arm). */
export const RLIMITS = [
  "RLIMIT_CPU",
  "RLIMIT_FSIZE",
  "RLIMIT_DATA",
  "RLIMIT_STACK",
  "RLIMIT_CORE",
  "RLIMIT_RSS",
  "RLIMIT_NPROC",
  "RLIMIT_NOFILE",
  "RLIMIT_MEMLOCK",
  "RLIMIT_AS",
  "RLIMIT_LOCKS",
  "RLIMIT_SIGPENDING",
  "RLIMIT_MSGQUEUE",
  "RLIMIT_NICE",
  "RLIMIT_RTPRIO",
  "RLIMIT_RTTIME",
] as const;

const INFINITY = 2n ** 64n - 1n;

/** The kernel's number of a limit that the spec names; -1 when there is none. */
export function rlimitNumber(name: string): number {
  return (RLIMITS as readonly string[]).indexOf(name);
}

/**
 * A limit's value for the kernel. JSON's numbers cannot hold RLIM_INFINITY exactly, so -1 and everything from
 * 2^63 up mean "unlimited".
 */
export function rlimitValue(value: number): number | bigint {
  return value < 0 || value >= 2 ** 63 ? INFINITY : BigInt(value);
}
