/**
 * Every step a plan may have: its number on the wire and its fields in their order there. One field's letter is
 * s text, l list of texts, u unsigned 64-bit number, b bytes. native/opcodes.h is the same list for the launcher.
 */
export const OPCODES = {
  monitor: {
    number: 1,
    fields: {
      log: "s",
      exitRecord: "s",
      attachSocket: "s",
      changedFile: "s",
      flags: "u",
      rows: "u",
      columns: "u",
      keptBytes: "u",
      id: "s",
      patienceMs: "u",
    },
  },
  cgroup: { number: 2, fields: { folder: "s", flags: "u" } },
  namespaces: { number: 3, fields: { bits: "u" } },
  join_namespace: { number: 4, fields: { path: "s", bit: "u" } },
  session: { number: 5, fields: { pid: "u", startTicks: "u", flags: "u", cgroup: "s", exitRecord: "s" } },
  gate: { number: 6, fields: { name: "s" } },
  afterwards: { number: 7, fields: { args: "l", environment: "l" } },
  private_mounts: { number: 10, fields: {} },
  overlay_root: { number: 11, fields: { lower: "l", upper: "s", work: "s", options: "s" } },
  bind_root: { number: 12, fields: { folder: "s" } },
  mount: { number: 13, fields: { type: "s", source: "s", target: "s", attributes: "u", options: "s" } },
  bind: { number: 14, fields: { source: "s", target: "s", attributes: "u", flags: "u" } },
  make_directory: { number: 15, fields: { path: "s", mode: "u" } },
  make_symlink: { number: 16, fields: { path: "s", target: "s" } },
  make_device: {
    number: 17,
    fields: { path: "s", kind: "u", major: "u", minor: "u", mode: "u", uid: "u", gid: "u" },
  },
  pivot_root: { number: 18, fields: {} },
  terminal: { number: 19, fields: {} },
  mask_path: { number: 20, fields: { path: "s" } },
  read_only_path: { number: 21, fields: { path: "s" } },
  sysctl: { number: 22, fields: { name: "s", value: "s" } },
  read_only_root: { number: 23, fields: {} },
  root_propagation: { number: 24, fields: { flag: "u" } },
  hostname: { number: 40, fields: { name: "s" } },
  domainname: { number: 41, fields: { name: "s" } },
  rlimit: { number: 42, fields: { resource: "u", soft: "u", hard: "u" } },
  oom_score_adj: { number: 43, fields: { value: "s" } },
  umask: { number: 44, fields: { mask: "u" } },
  bounding_capabilities: { number: 45, fields: { bits: "u" } },
  identity: { number: 46, fields: { uid: "u", gid: "u", groups: "l" } },
  capabilities: {
    number: 47,
    fields: { effective: "u", permitted: "u", inheritable: "u", ambient: "u" },
  },
  no_new_privileges: { number: 48, fields: {} },
  seccomp: { number: 49, fields: { filter: "b" } },
  working_directory: { number: 50, fields: { path: "s", make: "u" } },
  environment: { number: 51, fields: { variables: "l" } },
  exec: { number: 52, fields: { args: "l" } },
} as const;

/** Bits of steps' flags, by the prefix that opcodes.h gives them. */
export const FLAGS = {
  MONITOR_TTY: 1,
  MONITOR_STDIN: 2,
  MONITOR_STDIN_ONCE: 4,
  MONITOR_START_ON_ATTACH: 8,
  CGROUP_JOIN: 1,
  CGROUP_REMOVE: 2,
  SESSION_TTY: 1,
  SESSION_STDIN: 2,
  SESSION_DETACH: 4,
  BIND_RECURSIVE: 1,
  BIND_MAKE_TARGET: 2,
} as const;

export type StepName = keyof typeof OPCODES;

interface FieldTypes {
  s: string;
  l: readonly string[];
  u: number | bigint;
  b: Uint8Array;
}

type FieldsOf<Name extends StepName> = {
  readonly [Field in keyof (typeof OPCODES)[Name]["fields"]]: FieldTypes[(typeof OPCODES)[Name]["fields"][Field] &
    keyof FieldTypes];
};

/** One step of a plan. `where` is the place in the spec that asked for it, such as `mounts[3]`. */
export type Step = {
  [Name in StepName]: { readonly step: Name; readonly where: string } & FieldsOf<Name>;
}[StepName];

/** An ordered list of steps: the whole of what the launcher will do. */
export type Plan = readonly Step[];
