import type { ContainerDetails, ContainerState } from "../../engine/containers/containers.ts";

const DEFAULT_SHM_BYTES = 64 * 1024 * 1024;
/** What Docker writes for a time that never was. */
const NEVER = "0001-01-01T00:00:00Z";

/** A container in the fields of `docker inspect`; what Docker has no field for stands under Wherry. */
export function containerReport(details: ContainerDetails): Record<string, unknown> {
  const { options } = details;
  const process = processOf(details.spec);
  return {
    Id: details.id,
    Created: new Date(details.createdAtMs).toISOString(),
    Path: details.argv[0] ?? "",
    Args: details.argv.slice(1),
    State: stateReport(details.state),
    Image: details.imageId,
    LogPath: `${details.bundleDir}/log`,
    Name: `/${details.name}`,
    HostConfig: {
      Binds: (options.mounts ?? []).map(
        (mount) => `${mount.volume ?? mount.source}:${mount.target}${mount.readOnly ? ":ro" : ""}`,
      ),
      NetworkMode: options.network ?? "none",
      AutoRemove: details.autoRemove,
      ReadonlyRootfs: options.readOnlyRoot ?? false,
      Memory: options.memoryBytes ?? 0,
      MemorySwap: options.memorySwapBytes ?? (options.memoryBytes ?? 0) * 2,
      MemoryReservation: options.memoryReservationBytes ?? 0,
      MemorySwappiness: options.memorySwappiness ?? null,
      CpuShares: options.cpuShares ?? 0,
      CpuQuota: options.cpuQuota ?? 0,
      CpuPeriod: options.cpuPeriod ?? 0,
      CpusetCpus: options.cpusetCpus ?? "",
      CpusetMems: options.cpusetMems ?? "",
      NanoCpus: Math.round((options.cpus ?? 0) * 1e9),
      PidsLimit: options.pidsLimit ?? null,
      CapAdd: options.capAdd ?? null,
      CapDrop: options.capDrop ?? null,
      SecurityOpt: securityReport(options),
      Sysctls: options.sysctls ?? {},
      Ulimits: (options.ulimits ?? []).map(({ name, soft, hard }) => ({
        Name: name,
        Soft: soft,
        Hard: hard,
      })),
      GroupAdd: options.groups ?? null,
      OomScoreAdj: options.oomScoreAdj ?? 0,
      ShmSize: options.shmBytes ?? DEFAULT_SHM_BYTES,
      Tmpfs: Object.fromEntries(
        (options.tmpfs ?? []).map(({ target, options: given = [] }) => [target, given.join(",")]),
      ),
      Annotations: options.annotations ?? {},
    },
    Mounts: (options.mounts ?? []).map((mount) => ({
      Type: mount.volume === undefined ? "bind" : "volume",
      ...(mount.volume === undefined ? {} : { Name: mount.volume, Driver: "local" }),
      Source: mount.source,
      Destination: mount.target,
      Mode: mount.readOnly ? "ro" : "",
      RW: !mount.readOnly,
    })),
    Config: {
      Hostname: process.hostname ?? options.hostname ?? details.id.slice(0, 12),
      User: options.user ?? "",
      Tty: details.tty,
      OpenStdin: options.openStdin ?? false,
      StdinOnce: options.stdinOnce ?? false,
      Env: process.env,
      Cmd: options.command ?? null,
      Image: details.image,
      WorkingDir: process.cwd,
      Entrypoint: options.entrypoint ?? null,
      Labels: details.labels,
      Domainname: options.domainname ?? "",
      ...(options.stopSignal === undefined ? {} : { StopSignal: options.stopSignal }),
      ...(options.stopTimeoutSeconds === undefined ? {} : { StopTimeout: options.stopTimeoutSeconds }),
    },
    Wherry: {
      Bundle: details.bundleDir,
      Layers: details.layers,
      Warnings: details.warnings,
      Spec: details.spec,
    },
  };
}

function stateReport(state: ContainerState): Record<string, unknown> {
  const paused = state.status === "paused";
  // Docker: what is paused runs too.
  const running = state.status === "running" || paused;
  const exited = state.status === "exited";
  return {
    Status: state.status,
    Running: running,
    Paused: paused,
    Restarting: false,
    OOMKilled: exited && state.oomKilled,
    Dead: false,
    Pid: running ? state.pid : 0,
    ExitCode: exited ? state.code : 0,
    Error: exited ? (state.failed ?? "") : "",
    StartedAt: running || exited ? time(state.startedAtMs) : NEVER,
    FinishedAt: exited ? time(state.finishedAtMs) : NEVER,
  };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

interface SpecProcess {
  readonly env: readonly string[];
  readonly cwd: string;
  readonly hostname: string | undefined;
}

/** The engine hands the spec on as data from a file; only what is of the right shape is shown. */
function processOf(spec: unknown): SpecProcess {
  const { process, hostname } = record(spec);
  const { env, cwd } = record(process);
  return {
    env: Array.isArray(env) ? env.filter((item) => typeof item === "string") : [],
    cwd: typeof cwd === "string" ? cwd : "",
    hostname: typeof hostname === "string" ? hostname : undefined,
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** As Docker tells it: a profile of one's own in full. */
function securityReport({ noNewPrivileges, seccomp }: ContainerDetails["options"]): string[] | null {
  const told = [
    ...(noNewPrivileges ? ["no-new-privileges"] : []),
    ...(seccomp === undefined
      ? []
      : [`seccomp=${typeof seccomp === "string" ? seccomp : JSON.stringify(seccomp)}`]),
  ];
  return told.length === 0 ? null : told;
}
