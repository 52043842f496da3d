import type { AttachOptions, ClientCommand } from "../../../runtime/index.ts";
import type { ChangedPath } from "../../image/layer/compare.ts";
import type { ContainerIsolation } from "./isolation.ts";
import type { LogPages } from "./log-pages.ts";
import type { ContainerSample } from "./stats.ts";
import type { ContainerProcess } from "./top.ts";

export type { AttachOptions, ClientCommand };

/** The containers family of the engine. A `ref` is a name, an id, or a part of an id that fits one container only. */
export interface Containers {
  /** Makes a container from an image; it does not run. Throws not-found (image), conflict (name), invalid. */
  create(options: CreateOptions): Promise<ContainerSummary>;
  /** What to create for a shell at a layer of an image, counted from 0: it goes with its shell, or with this process. */
  layerShell(image: string, layer: number): Promise<CreateOptions>;
  /**
   * Starts it. `release: "on-attach"` returns when everything but the program stands, and the client command of
   * `attach(…, { start: true })` sets it going, so no output is lost. A program that cannot run throws with exitCode 126 or 127.
   */
  start(ref: string, options?: StartOptions): Promise<StartedContainer>;
  /** Asks with the stop signal, waits, then kills. Resolves when it has ended. */
  stop(ref: string, options?: { timeoutSeconds?: number }): Promise<void>;
  kill(ref: string, signal?: string): Promise<void>;
  /** Stops all its processes where they stand. Throws conflict when it does not run, or is paused already. */
  pause(ref: string): Promise<void>;
  unpause(ref: string): Promise<void>;
  /** Stops what runs in it, and starts it as `start` does. */
  restart(ref: string, options?: { timeoutSeconds?: number } & StartOptions): Promise<void>;
  /** Throws conflict when it runs and `force` is not given. */
  remove(ref: string, options?: RemoveOptions): Promise<void>;
  /** What was removed and can still be had back, the newest first. */
  trashed(): Promise<TrashedContainer[]>;
  /** Takes the newest removal back, or that of `ref`. Throws not-found. */
  undoRemoval(ref?: string): Promise<UndoneRemoval>;
  /** Deletes what the trash need not keep any more, or all that it holds. */
  emptyTrash(options?: { all?: boolean }): Promise<{ ids: string[]; freedBytes: number }>;
  rename(ref: string, name: string): Promise<void>;
  /** Resolves with the exit code once it does not run. */
  wait(ref: string, options?: { signal?: AbortSignal }): Promise<number>;
  /** Newest first; only running ones unless `all`. */
  list(options?: { all?: boolean }): Promise<ContainerSummary[]>;
  inspect(ref: string): Promise<ContainerDetails>;
  logs(ref: string, options?: LogOptions): AsyncIterable<LogRecord>;
  /** The same log to be paged through from any place, however large it is. */
  openLog(ref: string): Promise<LogPages>;
  /** What the container changed against its image: its upper directory as the live top layer. */
  changes(ref: string): Promise<ChangedPath[]>;
  /**
   * What it uses, now and then every `intervalMs` until it does not run any more. The first one cannot tell a share of
   * the processor. Throws conflict when it does not run.
   */
  stats(ref: string, options?: StatsOptions): AsyncIterable<ContainerSample>;
  /**
   * One sample of each of these ids that runs, without looking at any other container. `brief` counts processor time and memory
   * alone, for lists.
   */
  sample(ids: readonly string[], options?: { brief?: boolean }): Promise<readonly ContainerSample[]>;
  /** Its processes and those of its sessions, parents first. Throws conflict when it does not run. */
  top(ref: string): Promise<readonly ContainerProcess[]>;
  /** Sends a signal to one of its processes, named by its pid on the host. Throws not-found when it has none such. */
  signalProcess(ref: string, pid: number, signal: string): Promise<void>;
  /** What isolates it, beside what the host has; what its spec says while it does not run. */
  isolation(ref: string): Promise<ContainerIsolation>;
  /** The program that a client runs or becomes. Throws conflict when the container does not run. */
  attach(ref: string, options: AttachOptions): Promise<ClientCommand>;
}

export interface CreateOptions {
  readonly image: string;
  /** Only its stack up to and including this layer, counted from 0. */
  readonly layer?: number;
  readonly name?: string;
  /** Replaces the image's Cmd. */
  readonly command?: readonly string[];
  /** Replaces the image's Entrypoint, and drops its Cmd. An empty list clears it. */
  readonly entrypoint?: readonly string[];
  /** KEY=value; KEY alone takes the value from `hostEnv`. */
  readonly env?: readonly string[];
  readonly hostEnv?: Readonly<Record<string, string | undefined>>;
  readonly workingDir?: string;
  /** uid[:gid], or names looked up in the container's own passwd and group. */
  readonly user?: string;
  readonly hostname?: string;
  readonly domainname?: string;
  /** More groups of the user: names that the container's own group file has, or numbers. */
  readonly groups?: readonly string[];
  readonly tty?: boolean;
  readonly openStdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly autoRemove?: boolean;
  readonly memoryBytes?: number;
  /** Memory and swap together; -1 for as much swap as there is. Twice the memory unless asked. */
  readonly memorySwapBytes?: number;
  /** What it keeps when memory is short. */
  readonly memoryReservationBytes?: number;
  /** 0 to 100. */
  readonly memorySwappiness?: number;
  readonly cpus?: number;
  /** How much processor it gets beside others, 1024 being as much as anyone. */
  readonly cpuShares?: number;
  /** Microseconds of processor time in each period, in place of `cpus`. */
  readonly cpuQuota?: number;
  readonly cpuPeriod?: number;
  /** Processors and memory nodes that it may use, such as "0-2,7". */
  readonly cpusetCpus?: string;
  readonly cpusetMems?: string;
  readonly pidsLimit?: number;
  /** Limits of each process; -1 for none. */
  readonly ulimits?: readonly Ulimit[];
  /** -1000 to 1000: how readily the kernel kills it where memory is short. */
  readonly oomScoreAdj?: number;
  /** Names with or without CAP_, or ALL. */
  readonly capAdd?: readonly string[];
  readonly capDrop?: readonly string[];
  /** A profile of system calls as JSON, in Docker's form or the spec's, in place of the default one; or none at all. */
  readonly seccomp?: "unconfined" | object;
  /** Setuid programs give nothing. */
  readonly noNewPrivileges?: boolean;
  /** Kernel settings that a namespace of its own has. */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** A name or number, in place of the image's. */
  readonly stopSignal?: string;
  /** How long a stop waits before it kills; -1 for ever. */
  readonly stopTimeoutSeconds?: number;
  readonly readOnlyRoot?: boolean;
  readonly tmpfs?: readonly MemoryMount[];
  /** Of /dev/shm; 64 MiB unless asked. */
  readonly shmBytes?: number;
  readonly mounts?: readonly (BindMount | VolumeMount)[];
  readonly network?: "none" | "host";
  readonly labels?: Readonly<Record<string, string>>;
  /** For the runtime; they go into the spec. */
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Ulimit {
  /** "nofile", "nproc", … */
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** A folder in memory, with the options of mount(8): "size=64m", "mode=1777", "exec". */
export interface MemoryMount {
  readonly target: string;
  readonly options?: readonly string[];
}

export interface BindMount {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** The volume that the source is the folder of. */
  readonly volume?: string;
}

/** A volume by its name, made when there is none. */
export interface VolumeMount {
  readonly volume: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What of the options is written down. */
export interface KeptOptions extends Omit<CreateOptions, "hostEnv" | "mounts"> {
  readonly mounts?: readonly BindMount[];
}

export interface RemoveOptions {
  /** Kills it when it runs. */
  readonly force?: boolean;
  /** Keeps it for ten minutes, in which it can be had back; otherwise its files go at once. */
  readonly trash?: boolean;
}

export interface TrashedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly removedAtMs: number;
  readonly purgeAtMs: number;
  /** What it wrote. */
  readonly sizeBytes: number;
}

export interface UndoneRemoval {
  readonly container: ContainerSummary;
  /** The name it had, which somebody else may have by now. */
  readonly formerName: string;
}

export interface StartOptions {
  readonly release?: "now" | "on-attach";
  readonly size?: { readonly rows: number; readonly columns: number };
}

export interface StartedContainer {
  readonly container: ContainerSummary;
  readonly warnings: readonly string[];
}

export type ContainerState =
  | { readonly status: "created" }
  | { readonly status: "running" | "paused"; readonly pid: number; readonly startedAtMs: number }
  | {
      readonly status: "exited";
      readonly code: number;
      readonly startedAtMs: number;
      readonly finishedAtMs: number;
      readonly oomKilled: boolean;
      /** Why the program was never reached. */
      readonly failed?: string;
    };

export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  /** The reference it was made from, as people write it. */
  readonly image: string;
  /** The image's config digest. */
  readonly imageId: string;
  /** Entrypoint and command together. */
  readonly argv: readonly string[];
  readonly createdAtMs: number;
  readonly state: ContainerState;
  readonly tty: boolean;
  readonly autoRemove: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ContainerDetails extends ContainerSummary {
  /** Folder of the bundle on the host. */
  readonly bundleDir: string;
  /** The OCI runtime-spec config.json. */
  readonly spec: unknown;
  readonly options: KeptOptions;
  readonly warnings: readonly string[];
  /** Chain ids of its image's layers, base first. */
  readonly layers: readonly string[];
}

export interface StatsOptions {
  readonly intervalMs?: number;
  readonly signal?: AbortSignal;
}

export interface LogOptions {
  readonly follow?: boolean;
  /** Only the last so many records. */
  readonly tail?: number;
  readonly sinceMs?: number;
  readonly signal?: AbortSignal;
}

export interface LogRecord {
  readonly timeMs: number;
  /** RFC 3339 with nanoseconds, as written. */
  readonly time: string;
  readonly stream: "stdout" | "stderr";
  /** One line with its newline, or a part of one without. */
  readonly bytes: Uint8Array;
}
