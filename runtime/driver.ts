import type { ContainerUsage } from "./container-usage.ts";
import type { ProcessRow } from "./proc/process-row.ts";
import type { ProcessIdentity } from "./process-identity.ts";
import type { Spec, SpecSeccomp } from "./spec.ts";

/** What isolates. One contract for `native` (ours), `oci` and `lxc`; test/contract runs the same suite on each. */
export interface Driver {
  readonly name: string;
  /**
   * Builds the container's world and stops right before its program ("ready"), or lets the program run, as
   * `release` says. Throws LaunchError naming the step that failed; then nothing is left behind.
   */
  launch(request: LaunchRequest): Promise<Launched>;
  /** What a client runs, or becomes, to have its streams on the container's main process. */
  attachCommand(container: Bundle, options: AttachOptions): ClientCommand;
  /** What a client runs, or becomes, to start one more process in the container and have its streams on it. */
  joinCommand(container: RunningContainer, process: SessionProcess): Promise<ClientCommand>;
  /** Sends a signal to the container's main process. False when it is gone. */
  signal(container: RunningContainer, signal: number): Promise<boolean>;
  /** Stops all its processes where they stand, or lets them go on; resolves once that is so. */
  setPaused(container: Bundle, paused: boolean): Promise<void>;
  /** What the exit record says; undefined while there is none. */
  readExit(container: Bundle): Promise<ExitRecord | undefined>;
  /** What it has used since it started; `brief` looks at processor time and memory alone. */
  usage(container: RunningContainer, options?: { readonly brief?: boolean }): ContainerUsage;
  /** Its processes with those of its sessions, by their pids on the host. Nothing is executed in it. */
  processes(container: RunningContainer): ProcessRow[];
  /** Ends what a crash left of a container that should not run: processes, cgroups, sockets. May be repeated. */
  clean(container: Bundle): Promise<void>;
}

/** Where one container lives. */
export interface Bundle {
  readonly id: string;
  /** containers/<id>: config.json, upper/, work/, log, exit.json. */
  readonly dir: string;
  /** <run>/<id>: the attach socket ("attach") and plans of sessions. Its path keeps sockets under 108 bytes. */
  readonly runDir: string;
  /** Below the cgroup root of each hierarchy, such as wherry/<hash of root>/<id>. */
  readonly cgroupPath: string;
  /** A file whose time changes whenever a container's state does. */
  readonly changedFile?: string;
}

export interface RunningContainer extends Bundle {
  readonly pid: number;
  /** Start time in clock ticks since boot: with the pid, names one process for ever. */
  readonly startTicks: number;
}

/** The root file system of a container: folders from the top layer down, and where writes go. */
export interface RootLayers {
  readonly lowerDirs: readonly string[];
  readonly upperDir: string;
  readonly workDir: string;
}

export interface LaunchRequest {
  readonly bundle: Bundle;
  readonly spec: Spec;
  readonly root: RootLayers;
  readonly keepStdinOpen: boolean;
  /** Close standard input once the first client that fed it has left (docker run -i without -d). */
  readonly stdinOnce: boolean;
  /** Terminal size before the first output; a client's own size replaces it. */
  readonly size?: { readonly rows: number; readonly columns: number };
  /** `now` resolves when the program runs; `on-attach` resolves at "ready" and runs it when a client says START. */
  readonly release: "now" | "on-attach";
  /** A program that runs on the host once the container has ended and all is recorded; a start that fails has none. */
  readonly afterwards?: HostProgram;
}

export interface HostProgram {
  /** The path of the program first. */
  readonly args: readonly string[];
  /** NAME=value. */
  readonly environment: readonly string[];
}

export interface Launched {
  readonly pid: number;
  readonly startTicks: number;
  /** The process that writes the exit record; the container may outlive it by accident only. */
  readonly monitor: ProcessIdentity;
  readonly warnings: readonly LaunchWarning[];
  /** Every step of the plan but exec, with the time it took. */
  readonly timings: readonly {
    readonly step: string;
    readonly where: string;
    readonly microseconds: number;
  }[];
}

/** Something asked for that this machine cannot give in full; `where` is the place in the spec. */
export interface LaunchWarning {
  readonly where: string;
  readonly message: string;
}

export interface AttachOptions {
  readonly stdin: boolean;
  /** Send what the monitor kept before what is new. */
  readonly replay?: boolean;
  /** Make a full-screen program draw again. */
  readonly redraw?: boolean;
  /** Release a container launched with `on-attach`. */
  readonly start?: boolean;
  /** Mark the end of the replay in the output, for an emulator (OSC 7717). */
  readonly mark?: boolean;
  readonly detachKeys?: string;
  readonly signalProxy?: boolean;
}

/** A program for child_process.spawn, node-pty, or process.execve (args without argv[0]). */
export interface ClientCommand {
  readonly file: string;
  readonly args: readonly string[];
}

export interface SessionProcess {
  readonly id: string;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: Spec["process"]["user"];
  readonly capabilities: Spec["process"]["capabilities"];
  readonly rlimits: Spec["process"]["rlimits"];
  readonly noNewPrivileges: boolean;
  readonly seccomp?: SpecSeccomp | undefined;
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly detach: boolean;
}

export interface ExitRecord {
  readonly code: number;
  readonly signal: number;
  readonly finishedAt: string;
  readonly oomKilled: boolean;
  /** Why the program was never reached. */
  readonly failed?: string;
}
