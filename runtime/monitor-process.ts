import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import type { Launched, LaunchRequest } from "./driver.ts";
import { type LaunchEvent, parseEvent } from "./events.ts";
import { explainFailure } from "./explain.ts";
import { LaunchError } from "./launch-error.ts";
import type { Plan } from "./opcodes.ts";
import { identityOf, type ProcessIdentity } from "./process-identity.ts";

export interface MonitorRun {
  readonly launcher: string;
  readonly plan: Plan;
  /** The plan on the wire. */
  readonly bytes: Uint8Array;
  readonly release: LaunchRequest["release"];
}

/** How long a monitor that failed may take to clean up, before it is ended. */
const CLEANUP_PATIENCE_MS = 5000;

/**
 * Runs `launcher monitor` until its container runs (or is ready, as `release` says). The monitor then goes on
 * without us. Throws LaunchError once the monitor of a failed start has ended.
 */
export async function runMonitor(run: MonitorRun): Promise<Launched> {
  const child = spawn(run.launcher, ["monitor"], {
    cwd: "/",
    // A session of its own: signals to our terminal are not for containers.
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe", "pipe"],
    env: {},
  });
  // All three are socket pairs in Node; the gate's end, while it is open, tells the monitor that we live.
  const [planEnd, eventsEnd, gateEnd] = child.stdio.slice(3) as unknown as [Socket, Socket, Socket];
  const gone = whenGone(child);
  // A monitor that dies early is told by its silence; writing to it then fails as well, and means no more.
  for (const end of [planEnd, gateEnd]) end.on("error", () => {});
  planEnd.end(run.bytes);
  // Nobody has waited for it yet, so it can be found even when it has died.
  const heard = new Heard(run, child.pid === undefined ? undefined : identityOf(child.pid));
  try {
    for await (const event of eventsOf(eventsEnd)) {
      const launched = heard.take(event, gateEnd);
      if (launched !== undefined) return launched;
    }
    throw silence(run.launcher, await gone);
  } catch (error) {
    gateEnd.destroy();
    await ended(child, gone);
    throw error;
  } finally {
    for (const end of [planEnd, eventsEnd, gateEnd]) end.destroy();
    child.unref();
  }
}

/** What the events told so far. */
class Heard {
  readonly #run: MonitorRun;
  readonly #monitor: ProcessIdentity | undefined;
  readonly #warnings: Launched["warnings"][number][] = [];
  readonly #timings: Launched["timings"][number][] = [];
  #init: { pid: number; startTicks: number } | undefined;

  constructor(run: MonitorRun, monitor: ProcessIdentity | undefined) {
    this.#run = run;
    this.#monitor = monitor;
  }

  /** Answers once the container is as far as was asked. Throws the LaunchError of a step that failed. */
  take(event: LaunchEvent, gate: Socket): Launched | undefined {
    switch (event.event) {
      case "init":
        this.#init = { pid: event.pid, startTicks: event.startTicks };
        return undefined;
      case "gate":
        gate.write("\n");
        return undefined;
      case "warning":
        this.#warnings.push({ where: event.where, message: event.message });
        return undefined;
      case "timing": {
        const { step = "", where = "" } = this.#run.plan[event.index] ?? {};
        this.#timings.push({ step, where, microseconds: event.microseconds });
        return undefined;
      }
      case "ready":
        return this.#run.release === "on-attach" ? this.#launched() : undefined;
      case "running":
        return this.#launched();
      case "failed":
        throw new LaunchError({
          step: event.step,
          where: event.where,
          subject: event.subject,
          ...explainFailure(event),
        });
      case "exited":
        return undefined;
    }
  }

  #launched(): Launched | undefined {
    if (this.#init === undefined || this.#monitor === undefined) return undefined;
    return { ...this.#init, monitor: this.#monitor, warnings: this.#warnings, timings: this.#timings };
  }
}

async function* eventsOf(stream: Socket): AsyncGenerator<LaunchEvent> {
  let rest = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield parseEvent(line);
  }
}

type Gone = { readonly error: Error } | { readonly code: number | null; readonly signal: string | null };

/** Resolves, never rejects: with why it did not start, or how it ended. */
async function whenGone(child: ChildProcess): Promise<Gone> {
  try {
    const [code, signal] = await once(child, "exit");
    return { code, signal };
  } catch (error) {
    return { error: error as Error };
  }
}

async function ended(child: ChildProcess, gone: Promise<Gone>): Promise<void> {
  const timer = setTimeout(() => child.kill("SIGKILL"), CLEANUP_PATIENCE_MS);
  await gone;
  clearTimeout(timer);
}

function silence(launcher: string, gone: Gone): LaunchError {
  const failure = { step: "start", where: "", subject: launcher, exitCode: 125 } as const;
  if ("error" in gone) {
    const isMissing = (gone.error as NodeJS.ErrnoException).code === "ENOENT";
    return new LaunchError({
      ...failure,
      reason: isMissing ? "it is not built" : gone.error.message,
      ...(isMissing ? { hint: "run npm run build" } : {}),
      cause: gone.error,
    });
  }
  const how = gone.signal === null ? `with exit code ${gone.code}` : `by signal ${gone.signal}`;
  return new LaunchError({ ...failure, reason: `it ended ${how} without saying why` });
}
