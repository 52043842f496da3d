/** The parts of the OCI runtime-spec's config.json that the runtime acts on, under the spec's own names. */
export interface Spec {
  readonly ociVersion: string;
  readonly process: {
    readonly terminal: boolean;
    readonly user: {
      readonly uid: number;
      readonly gid: number;
      readonly additionalGids?: readonly number[];
      readonly umask?: number;
    };
    readonly args: readonly string[];
    readonly env: readonly string[];
    readonly cwd: string;
    readonly capabilities: {
      readonly bounding: readonly string[];
      readonly effective: readonly string[];
      readonly permitted: readonly string[];
      readonly inheritable: readonly string[];
      readonly ambient: readonly string[];
    };
    readonly rlimits: readonly { readonly type: string; readonly soft: number; readonly hard: number }[];
    readonly noNewPrivileges: boolean;
    readonly oomScoreAdj?: number;
  };
  readonly root: { readonly path: string; readonly readonly: boolean };
  readonly hostname?: string;
  readonly domainname?: string;
  readonly mounts: readonly SpecMount[];
  readonly linux: {
    readonly namespaces: readonly { readonly type: NamespaceType; readonly path?: string }[];
    readonly maskedPaths: readonly string[];
    readonly readonlyPaths: readonly string[];
    readonly devices: readonly SpecDevice[];
    readonly sysctl: Readonly<Record<string, string>>;
    readonly cgroupsPath: string;
    readonly resources: SpecResources;
    readonly rootfsPropagation?: string;
    readonly seccomp?: SpecSeccomp;
  };
  readonly annotations?: Readonly<Record<string, string>>;
}

export type NamespaceType = "mount" | "pid" | "uts" | "ipc" | "network" | "cgroup" | "user" | "time";

export interface SpecMount {
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly options: readonly string[];
}

/** Which system calls a program may make. */
export interface SpecSeccomp {
  readonly defaultAction: SeccompAction;
  readonly defaultErrnoRet?: number;
  /** SCMP_ARCH_X86_64 and so on; all of this machine where none is given. */
  readonly architectures?: readonly string[];
  readonly syscalls: readonly {
    readonly names: readonly string[];
    readonly action: SeccompAction;
    readonly errnoRet?: number;
    /** All must hold. */
    readonly args?: readonly SpecSeccompArgument[];
  }[];
}

export type SeccompAction =
  | "SCMP_ACT_KILL"
  | "SCMP_ACT_KILL_THREAD"
  | "SCMP_ACT_KILL_PROCESS"
  | "SCMP_ACT_TRAP"
  | "SCMP_ACT_ERRNO"
  | "SCMP_ACT_TRACE"
  | "SCMP_ACT_LOG"
  | "SCMP_ACT_ALLOW";

export interface SpecSeccompArgument {
  /** 0 to 5. */
  readonly index: number;
  /** For MASKED_EQ the mask, and `valueTwo` what is then wanted. */
  readonly value: number;
  readonly valueTwo: number;
  readonly op: SeccompOperator;
}

export type SeccompOperator = `SCMP_CMP_${"NE" | "LT" | "LE" | "EQ" | "GE" | "GT" | "MASKED_EQ"}`;

export interface SpecDevice {
  readonly path: string;
  readonly type: "c" | "b" | "p";
  readonly major: number;
  readonly minor: number;
  readonly fileMode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface SpecResources {
  readonly memory?: {
    readonly limit?: number;
    readonly swap?: number;
    readonly reservation?: number;
    readonly swappiness?: number;
  };
  readonly cpu?: {
    readonly quota?: number;
    readonly period?: number;
    readonly shares?: number;
    /** Lists such as "0-2,7". */
    readonly cpus?: string;
    readonly mems?: string;
  };
  readonly pids?: { readonly limit: number };
  readonly devices?: readonly {
    readonly allow: boolean;
    readonly type?: string;
    readonly major?: number;
    readonly minor?: number;
    readonly access: string;
  }[];
}
