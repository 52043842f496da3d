/** Linux's capabilities in the order of their bits (linux/capability.h), without the CAP_ that the spec writes. */
const NAMES = [
  "CHOWN",
  "DAC_OVERRIDE",
  "DAC_READ_SEARCH",
  "FOWNER",
  "FSETID",
  "KILL",
  "SETGID",
  "SETUID",
  "SETPCAP",
  "LINUX_IMMUTABLE",
  "NET_BIND_SERVICE",
  "NET_BROADCAST",
  "NET_ADMIN",
  "NET_RAW",
  "IPC_LOCK",
  "IPC_OWNER",
  "SYS_MODULE",
  "SYS_RAWIO",
  "SYS_CHROOT",
  "SYS_PTRACE",
  "SYS_PACCT",
  "SYS_ADMIN",
  "SYS_BOOT",
  "SYS_NICE",
  "SYS_RESOURCE",
  "SYS_TIME",
  "SYS_TTY_CONFIG",
  "MKNOD",
  "LEASE",
  "AUDIT_WRITE",
  "AUDIT_CONTROL",
  "SETFCAP",
  "MAC_OVERRIDE",
  "MAC_ADMIN",
  "SYSLOG",
  "WAKE_ALARM",
  "BLOCK_SUSPEND",
  "AUDIT_READ",
  "PERFMON",
  "BPF",
  "CHECKPOINT_RESTORE",
] as const;

/** Every capability as the spec writes it, CAP_CHOWN first; a capability's place is its bit. */
export const CAPABILITIES: readonly string[] = NAMES.map((name) => `CAP_${name}`);

/** The set as a number with one bit for each. 41 bits fit a double; bitwise operators would cut them at 32. */
export function capabilityBits(names: readonly string[]): number {
  let bits = 0;
  for (const name of new Set(names)) {
    const bit = CAPABILITIES.indexOf(name);
    if (bit < 0) throw new RangeError(`read capability: ${JSON.stringify(name)} is not one`);
    bits += 2 ** bit;
  }
  return bits;
}

/** The names in a set, lowest bit first; bits beyond the known ones are left out. */
export function capabilityNames(bits: number | bigint): string[] {
  const set = BigInt(bits);
  return CAPABILITIES.filter((_, bit) => (set >> BigInt(bit)) & 1n);
}
