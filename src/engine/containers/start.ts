import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Bundle, LaunchError } from "../../../runtime/index.ts";
import { asCodedError, CodedError } from "../../base/errors.ts";
import {
  type ContainerRow,
  containerDefinition,
  type RestingState,
  type RunningState,
} from "../../state/containers.ts";
import { buildSpec } from "./build-spec.ts";
import { bundleOf } from "./bundle.ts";
import { writeBundleFiles } from "./bundle-files.ts";
import type { StartOptions } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import type { ContainerDefinition } from "./definition.ts";
import { lookAgain } from "./look-again.ts";
import { claim, move } from "./move.ts";
import { isPaused, noSuchContainer, resolveContainer } from "./resolve.ts";
import { removeRunFolder } from "./run-folder.ts";
import { writeRunningFile } from "./running-file.ts";
import { settle } from "./settle.ts";
import { findUser, rootLayersOf, stackFolders } from "./stack.ts";
import { writeTimings } from "./timings-file.ts";
import { waitUntil } from "./wait.ts";

/** Starts a container, the first time or again; one that runs is left running. */
export async function startContainer(
  context: ContainersContext,
  ref: string,
  options: StartOptions,
): Promise<{ row: ContainerRow; warnings: readonly string[] }> {
  const { id } = resolveContainer(context.state, ref, "start");
  for (;;) {
    const row = await waitUntil(context, id, ({ state }) => state.status !== "claimed");
    if (row === undefined) throw noSuchContainer(ref, "start");
    if (row.state.status === "running" && row.state.paused) throw isPaused(row.name, "start");
    if (row.state.status === "running") return { row, warnings: [] };
    if (row.state.status === "claimed") continue;
    const claimed = claim(context, row, row.state);
    if (claimed !== undefined) return startClaimed(context, claimed, row.state, options);
  }
}

/** The same for one that this process has claimed. */
export async function startClaimed(
  context: ContainersContext,
  row: ContainerRow,
  before: RestingState,
  options: StartOptions,
): Promise<{ row: ContainerRow; warnings: readonly string[] }> {
  const startedAtMs = context.now();
  let launched: RunningState;
  try {
    launched = await launch(context, row, startedAtMs, options);
  } catch (error) {
    const after = error instanceof LaunchError ? failedState(error, startedAtMs, context.now()) : before;
    const moved = move(context, row, after, () => removeRunFolder(context.root, row.id));
    if (moved !== undefined) await settle(context, moved);
    throw explain(error, row);
  }
  const running = move(context, row, launched);
  if (running === undefined) {
    throw new CodedError(
      "internal",
      "claim-lost",
      `start container ${row.name}: somebody else took it meanwhile`,
    );
  }
  return { row: running, warnings: launched.warnings };
}

async function launch(
  context: ContainersContext,
  row: ContainerRow,
  startedAtMs: number,
  { release = "now", size }: StartOptions,
): Promise<RunningState> {
  const driver = await context.driver();
  const definition = readDefinition(context, row.id);
  const bundle = bundleOf(context.root, row.id);
  const user = await findUser(
    await stackFolders(context.layers, bundle.dir, definition),
    definition.process.user,
    definition.options.groups,
  );
  const spec = buildSpec(definition, { bundleDir: bundle.dir, cgroupPath: bundle.cgroupPath, user });
  prepareFolders(bundle, definition, spec);
  const launched = await driver.launch({
    bundle,
    spec,
    root: await rootLayersOf(context.layers, bundle.dir, definition),
    keepStdinOpen: definition.options.openStdin ?? false,
    stdinOnce: definition.options.stdinOnce ?? false,
    ...(size === undefined ? {} : { size }),
    ...(row.autoRemove ? { afterwards: lookAgain(context.root) } : {}),
    release,
  });
  const state: RunningState = {
    status: "running",
    pid: launched.pid,
    startTicks: launched.startTicks,
    monitor: launched.monitor,
    startedAtMs,
    warnings: launched.warnings.map(({ message }) => message),
  };
  writeRunningFile(bundle, state);
  writeTimings(bundle, launched.timings);
  return state;
}

/** Puts away what is left of the run before, and writes what belongs to this one. */
function prepareFolders(bundle: Bundle, definition: ContainerDefinition, spec: unknown): void {
  rmSync(join(bundle.dir, "exit.json"), { force: true });
  rmSync(bundle.runDir, { recursive: true, force: true });
  mkdirSync(bundle.runDir, { recursive: true, mode: 0o700 });
  writeBundleFiles(bundle.dir, definition);
  writeFileSync(join(bundle.dir, "config.json"), JSON.stringify(spec), { mode: 0o600 });
}

export function readDefinition({ state }: Pick<ContainersContext, "state">, id: string): ContainerDefinition {
  const text = state.read((tables) => containerDefinition(tables, id));
  if (text === undefined) throw noSuchContainer(id, "read");
  return JSON.parse(text) as ContainerDefinition;
}

function failedState(error: LaunchError, startedAtMs: number, nowMs: number): RestingState {
  return {
    status: "exited",
    code: error.exitCode,
    startedAtMs,
    finishedAtMs: nowMs,
    oomKilled: false,
    failed: error.message,
    warnings: [],
  };
}

function explain(error: unknown, { name }: ContainerRow): CodedError {
  if (!(error instanceof LaunchError)) return asCodedError(error, `start container ${name}`);
  const kind = error.exitCode === 125 ? "unavailable" : "invalid";
  return new CodedError(kind, "launch-failed", `start container ${name}: ${error.message}`, {
    cause: error,
    exitCode: error.exitCode,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  });
}
