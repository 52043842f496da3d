import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { TestContext } from "node:test";
import { bits, type HandStep, planBytes, step } from "./plan-bytes.ts";

/** The launcher under test; the environment can name a build with sanitizers. */
export const launcher =
  process.env.WHERRY_TEST_LAUNCHER ?? join(import.meta.dirname, "../../runtime/native/out/launcher");

/** All that `skip` of a test needs: false, or what is missing. */
export const needsRoot = process.getuid?.() === 0 ? false : "needs root";

const NEW = {
  mount: 0x20000,
  cgroup: 0x2000000,
  uts: 0x4000000,
  ipc: 0x8000000,
  pid: 0x20000000,
  net: 0x40000000,
};
export const allNamespaces = Object.values(NEW).reduce((all, bit) => all | bit, 0);

export const mountAttributes = { readOnly: 1, noSuid: 2, noDev: 4, noExec: 8 };

export interface HandOptions {
  readonly tty?: boolean;
  readonly stdin?: boolean;
  readonly stdinOnce?: boolean;
  readonly startOnAttach?: boolean;
  readonly keptBytes?: number;
  /** How long a container that starts on attach waits with neither parent nor client; an hour by default. */
  readonly patienceMs?: number;
  readonly cgroups?: readonly string[];
  readonly args: readonly string[];
  readonly env?: readonly string[];
  /** The folders from the top down; by default one, empty. */
  readonly lowers?: readonly string[];
  /** More steps, between those that mount and the pivot. */
  readonly beforePivot?: readonly HandStep[];
  /** More steps, after the pivot. */
  readonly afterPivot?: readonly HandStep[];
}

/** What has to end before a test's folder can go; hooks run in the order they were given, so it has one only. */
const endings = new Map<string, (() => Promise<void>)[]>();

/** To be done at the end of the test, before its folder is removed. */
export function atEnd(dir: string, end: () => Promise<void>): void {
  endings.set(dir, [...(endings.get(dir) ?? []), end]);
}

/** A temporary folder with the places that a container needs; gone, and proven unmounted, after the test. */
export function temporaryFolder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "wherry-hand-"));
  for (const name of ["lower", "upper", "work"]) mkdirSync(join(dir, name));
  t.after(async () => {
    for (const end of endings.get(dir) ?? []) await end();
    assert.ok(!readFileSync("/proc/self/mountinfo", "utf8").includes(dir), `a mount is left below ${dir}`);
    rmSync(dir, { recursive: true, force: true });
  });
  return dir;
}

/**
 * A plan, written by hand, for a whole container: an overlay over an empty folder, with the programs of this
 * machine bound read-only into it.
 */
export function containerSteps(dir: string, options: HandOptions): HandStep[] {
  const { noSuid, noDev, noExec } = mountAttributes;
  const safe = noSuid | noDev | noExec;
  const flags =
    (options.tty ? bits.MONITOR_TTY! : 0) |
    (options.stdin ? bits.MONITOR_STDIN! : 0) |
    (options.stdinOnce ? bits.MONITOR_STDIN_ONCE! : 0) |
    (options.startOnAttach ? bits.MONITOR_START_ON_ATTACH! : 0);
  return [
    step(
      "monitor",
      ...["log", "exit.json", "attach"].map((name) => join(dir, name)),
      "",
      flags,
      30,
      100,
      options.keptBytes ?? 65536,
      "hand",
      options.patienceMs ?? 3_600_000,
    ),
    ...(options.cgroups ?? []).map((folder) =>
      step("cgroup", folder, bits.CGROUP_JOIN! | bits.CGROUP_REMOVE!),
    ),
    step("namespaces", allNamespaces),
    step("private_mounts"),
    step("overlay_root", options.lowers ?? [join(dir, "lower")], join(dir, "upper"), join(dir, "work"), ""),
    step("mount", "proc", "proc", "/proc", safe, ""),
    step("mount", "tmpfs", "tmpfs", "/dev", noSuid, "mode=755,size=65536k"),
    step(
      "mount",
      "devpts",
      "devpts",
      "/dev/pts",
      noSuid | noExec,
      "newinstance,ptmxmode=0666,mode=0620,gid=5",
    ),
    step("make_symlink", "/dev/ptmx", "pts/ptmx"),
    step("make_device", "/dev/null", 0o020000, 1, 3, 0o666, 0, 0),
    step("make_device", "/dev/zero", 0o020000, 1, 5, 0o666, 0, 0),
    step("make_device", "/dev/tty", 0o020000, 5, 0, 0o666, 0, 0),
    ...programSteps(),
    ...(options.beforePivot ?? []),
    step("pivot_root"),
    ...(options.tty ? [step("terminal")] : []),
    ...(options.afterPivot ?? []),
    step("environment", options.env ?? ["PATH=/usr/bin:/bin", "TERM=xterm"]),
    step("exec", options.args),
  ];
}

/** The machine's programs and libraries, wherever this distribution has them. */
function programSteps(): HandStep[] {
  return ["usr", "bin", "sbin", "lib", "lib32", "lib64"].flatMap((name) => {
    if (!existsSync(`/${name}`)) return [];
    if (lstatSync(`/${name}`).isSymbolicLink())
      return [step("make_symlink", `/${name}`, readlinkSync(`/${name}`))];
    return [
      step("make_directory", `/${name}`, 0o755),
      step("bind", `/${name}`, `/${name}`, mountAttributes.readOnly, bits.BIND_RECURSIVE!),
    ];
  });
}

export interface HandContainer {
  readonly dir: string;
  readonly socket: string;
  readonly monitor: ChildProcess;
  /** All event lines so far, split into fields. */
  readonly events: readonly (readonly string[])[];
  /** Waits for the first line of that name; fails when the monitor ends without one. */
  event(name: string): Promise<readonly string[]>;
  /** Lets a gate pass. */
  pass(): void;
  /** Hangs up, as a parent that dies. */
  abandon(): void;
  /** Waits for the monitor's end; its exit code, or the name of the signal that killed it. */
  ended(): Promise<number | string>;
  record(): { code: number; signal: number; failed?: string; oom: boolean; finishedAt: string };
  log(): string;
  /** The log's lines without time and stream. */
  lines(): string[];
}

/** Runs `launcher monitor` over the steps. What still runs at the end of the test is ended. */
export function launchByHand(dir: string, steps: readonly HandStep[] | Buffer): HandContainer {
  const bytes = Buffer.isBuffer(steps) ? steps : planBytes(steps as HandStep[]);
  const monitor = spawn(launcher, ["monitor"], {
    stdio: ["ignore", "ignore", "inherit", "pipe", "pipe", "pipe"],
  });
  const [planPipe, eventPipe, gatePipe] = [3, 4, 5].map((fd) => monitor.stdio[fd] as Duplex) as [
    Duplex,
    Duplex,
    Duplex,
  ];
  for (const pipe of [planPipe, gatePipe]) pipe.on("error", () => {});
  planPipe.end(bytes);

  const events: string[][] = [];
  let rest = "";
  let wake = () => {};
  const ended = new Promise<number | string>((resolve) =>
    monitor.on("close", (code, signal) => {
      resolve(code ?? signal ?? "?");
      wake();
    }),
  );
  let over = false;
  void ended.then(() => {
    over = true;
  });
  eventPipe.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop()!;
    events.push(...lines.map((line) => line.split("\t")));
    wake();
  });
  atEnd(dir, async () => {
    if (!over) monitor.kill("SIGTERM");
    await ended;
    const init = events.find(([name]) => name === "init");
    if (init) await until(() => !isAlive(Number(init[1])));
  });
  return {
    dir,
    socket: join(dir, "attach"),
    monitor,
    events,
    event: async (name) => {
      for (;;) {
        const found = events.find((fields) => fields[0] === name);
        if (found) return found;
        if (over) throw new Error(`no event ${name}: ${JSON.stringify(events)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    pass: () => void gatePipe.write("x"),
    abandon: () => void gatePipe.destroy(),
    ended: () => ended,
    record: () => JSON.parse(readFileSync(join(dir, "exit.json"), "utf8")),
    log: () => readFileSync(join(dir, "log"), "utf8"),
    lines: () => logLines(readFileSync(join(dir, "log"), "utf8")),
  };
}

/** The text of a log, its parts joined, split at the newlines that the program wrote. */
function logLines(log: string): string[] {
  let text = "";
  for (const [, tag, part] of log.matchAll(/^\S{30} std(?:out|err) ([FP]) (.*)$/gm))
    text += part + (tag === "F" ? "\n" : "");
  return text.split("\n").filter((line) => line !== "");
}

/** A zombie is not alive: it waits for its parent only. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat[stat.lastIndexOf(")") + 2] !== "Z";
  } catch {
    return false;
  }
}

/** Waits for a condition. The minute is not part of any test: it turns a hang into a failure that says where. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`still not so: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
