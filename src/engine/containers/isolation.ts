import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CAPABILITY_SETS,
  type CapabilitySet,
  DEFAULT_DEVICES,
  NAMESPACE_TYPES,
  type ProcessLimit,
  parseSpec,
  readMounts,
  readNamespace,
  readProcessLimits,
  readStatus,
  type Spec,
} from "../../../runtime/index.ts";
import { asCodedError } from "../../base/errors.ts";
import type { ContainerRow, RunningState } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { type PerformedStep, readTimings } from "./timings-file.ts";

/** What isolates a container, each beside what this machine's own processes have. */
export interface ContainerIsolation {
  /** Whether it was read from the running container; else it is what the spec asks for. */
  readonly live: boolean;
  readonly namespaces: readonly NamespaceFacts[];
  readonly capabilities: readonly {
    readonly set: CapabilitySet;
    readonly names: readonly string[];
    readonly host: readonly string[];
  }[];
  readonly seccomp: { readonly mode: SeccompMode; readonly host: SeccompMode };
  readonly noNewPrivileges: { readonly on: boolean; readonly host: boolean };
  readonly user: { readonly uid: number; readonly gid: number; readonly groups: readonly number[] };
  readonly limits: readonly LimitFacts[];
  readonly rlimits: readonly { readonly limit: ProcessLimit; readonly host: ProcessLimit | undefined }[];
  readonly mounts: readonly MountFacts[];
  readonly devices: readonly DeviceFacts[];
  /** How the last start went; none before the first. */
  readonly steps: readonly PerformedStep[];
}

export interface NamespaceFacts {
  readonly type: Spec["linux"]["namespaces"][number]["type"];
  /** The numbers that name the namespaces; undefined while it does not run, or where they cannot be read. */
  readonly inode: string | undefined;
  readonly hostInode: string | undefined;
  readonly own: boolean;
}

export type SeccompMode = "none" | "strict" | "filter";

/** A limit of the control group, undefined for none, with what is used of it now. */
export interface LimitFacts {
  readonly name: "memory" | "cpu" | "processes";
  readonly limit: number | undefined;
  readonly used: number | undefined;
}

export interface MountFacts {
  readonly path: string;
  readonly type: string;
  readonly source: string;
  readonly flags: readonly string[];
  readonly kind: "mount" | "masked" | "read-only";
}

/** A device node, and what may be done with it: r, w and m for making it. */
export interface DeviceFacts {
  readonly path: string;
  readonly device: string;
  readonly access: string;
}

export async function containerIsolation(
  context: ContainersContext,
  row: ContainerRow,
): Promise<ContainerIsolation> {
  const bundle = bundleOf(context.root, row.id);
  const spec = readSpec(bundle.dir, row.name);
  const steps = readTimings(bundle);
  const run = row.state.status === "running" ? row.state : undefined;
  const live = run && liveFacts(run, spec);
  const usage = run && (await context.driver()).usage({ ...bundle, ...run });
  const { memory, cpu, pids } = spec.linux.resources;
  return {
    ...(live ?? specFacts(spec)),
    live: live !== undefined,
    limits: [
      {
        name: "memory",
        limit: usage ? usage.memoryLimitBytes : positive(memory?.limit),
        used: usage?.memoryBytes,
      },
      {
        name: "cpu",
        limit: usage ? usage.cpuLimit : positive(cpu?.quota && cpu.quota / (cpu.period ?? 100_000)),
        used: undefined,
      },
      { name: "processes", limit: usage ? usage.pidsLimit : positive(pids?.limit), used: usage?.pids },
    ],
    devices: devicesOf(spec),
    steps,
  };
}

function readSpec(bundleDir: string, name: string): Spec {
  try {
    return parseSpec(JSON.parse(readFileSync(join(bundleDir, "config.json"), "utf8")));
  } catch (error) {
    throw asCodedError(error, `look into container ${name}`);
  }
}

type ProcessFacts = Pick<
  ContainerIsolation,
  "namespaces" | "capabilities" | "seccomp" | "noNewPrivileges" | "user" | "rlimits" | "mounts"
>;

/** Undefined when it has ended meanwhile. */
function liveFacts({ pid }: RunningState, spec: Spec): ProcessFacts | undefined {
  const status = readStatus(pid);
  const host = readStatus("self");
  if (status === undefined || host === undefined) return undefined;
  const hostLimits = readProcessLimits("self");
  return {
    namespaces: NAMESPACE_TYPES.map((type) => {
      const inode = readNamespace(pid, type);
      const hostInode = readNamespace("self", type);
      return { type, inode, hostInode, own: inode !== undefined && inode !== hostInode };
    }),
    capabilities: CAPABILITY_SETS.map((set) => ({
      set,
      names: status.capabilities[set],
      host: host.capabilities[set],
    })),
    seccomp: { mode: seccompMode(status.seccomp), host: seccompMode(host.seccomp) },
    noNewPrivileges: { on: status.noNewPrivileges, host: host.noNewPrivileges },
    user: { uid: status.uid, gid: status.gid, groups: status.groups },
    rlimits: readProcessLimits(pid).map((limit) => ({
      limit,
      host: hostLimits.find(({ name }) => name === limit.name),
    })),
    mounts: readMounts(pid).map(({ path, type, source, flags }) => ({
      path,
      type,
      source,
      flags,
      kind: kindOf(path, spec),
    })),
  };
}

function specFacts(spec: Spec): ProcessFacts {
  const host = readStatus("self");
  const { user, capabilities, noNewPrivileges } = spec.process;
  const hidden = (paths: readonly string[], kind: MountFacts["kind"]): MountFacts[] =>
    paths.map((path) => ({ path, type: "", source: "", flags: ["ro"], kind }));
  return {
    namespaces: NAMESPACE_TYPES.map((type) => ({
      type,
      inode: undefined,
      hostInode: readNamespace("self", type),
      own: spec.linux.namespaces.some((one) => one.type === type),
    })),
    capabilities: CAPABILITY_SETS.map((set) => ({
      set,
      names: capabilities[set],
      host: host?.capabilities[set] ?? [],
    })),
    seccomp: {
      mode: spec.linux.seccomp === undefined ? "none" : "filter",
      host: seccompMode(host?.seccomp ?? 0),
    },
    noNewPrivileges: { on: noNewPrivileges, host: host?.noNewPrivileges ?? false },
    user: { uid: user.uid, gid: user.gid, groups: user.additionalGids ?? [] },
    rlimits: spec.process.rlimits.map(({ type, soft, hard }) => ({
      limit: { name: type, soft, hard, unit: "" },
      host: undefined,
    })),
    mounts: [
      ...spec.mounts.map(({ destination, type, source, options }) => ({
        path: destination,
        type,
        source,
        flags: options,
        kind: "mount" as const,
      })),
      ...hidden(spec.linux.maskedPaths, "masked"),
      ...hidden(spec.linux.readonlyPaths, "read-only"),
    ],
  };
}

function kindOf(path: string, { linux }: Spec): MountFacts["kind"] {
  if (linux.maskedPaths.includes(path) || path.endsWith("/thermal_throttle")) return "masked";
  return linux.readonlyPaths.includes(path) ? "read-only" : "mount";
}

/** The nodes that the container is given, each with what the last rule that fits it allows. */
function devicesOf({ linux }: Spec): DeviceFacts[] {
  return [...DEFAULT_DEVICES, ...linux.devices].map(({ path, type, major, minor }) => {
    const rules = linux.resources.devices ?? [];
    const fits = rules.filter(
      (rule) =>
        (rule.type === undefined || rule.type === "a" || rule.type === type) &&
        (rule.major === undefined || rule.major === major) &&
        (rule.minor === undefined || rule.minor === minor),
    );
    const access = new Set<string>();
    for (const rule of fits) {
      for (const letter of rule.access) {
        if (rule.allow) access.add(letter);
        else access.delete(letter);
      }
    }
    return {
      path,
      device: `${type} ${major}:${minor}`,
      access: [..."rwm"].filter((one) => access.has(one)).join(""),
    };
  });
}

function seccompMode(mode: number): SeccompMode {
  return mode === 2 ? "filter" : mode === 1 ? "strict" : "none";
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}
