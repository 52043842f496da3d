import { existsSync } from "node:fs";
import { connect } from "node:net";
import { constants } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Bundle, type ExitRecord, FormatError, isAlive } from "../../../runtime/index.ts";
import type { ContainerRow, RestingState, RunningState, StoredState } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { claim, move, reread } from "./move.ts";
import { removeRow } from "./remove-row.ts";
import { removeRunFolder } from "./run-folder.ts";
import { readRunningFile } from "./running-file.ts";

/**
 * Brings one row in line with what really is: takes in an exit record, ends what a dead owner left, removes what was
 * to go with its exit. Gives the row as it then is; undefined when it is gone. Cheap when nothing has changed.
 */
export async function settle(
  context: ContainersContext,
  row: ContainerRow,
): Promise<ContainerRow | undefined> {
  const settled = await settleState(context, row);
  if (settled?.state.status !== "exited" || !settled.autoRemove) return settled;
  removeRow(context, settled);
  return undefined;
}

async function settleState(context: ContainersContext, row: ContainerRow): Promise<ContainerRow | undefined> {
  const { state } = row;
  switch (state.status) {
    case "created":
    case "exited":
      return row;
    case "running":
      return settleRunning(context, row, state);
    case "claimed":
      return isAlive(state.owner) ? row : settleAbandoned(context, row, state.before);
  }
}

async function settleRunning(
  context: ContainersContext,
  row: ContainerRow,
  state: RunningState,
): Promise<ContainerRow | undefined> {
  const bundle = bundleOf(context.root, row.id);
  let record = await readExit(context, bundle);
  if (record === undefined) {
    if (isAlive(state) && !hasLostMonitor(state)) return row;
    record = await awaitRecord(context, bundle, state);
  }
  if (record !== undefined) {
    const exited = exitedState(state, record, context.now());
    const next = inherited(state, exited);
    return move(context, row, next, () => removeRunFolder(context.root, row.id)) ?? reread(context, row.id);
  }
  // Killed together with its monitor, or in a moment: nobody knows the code, so it is what a kill gives.
  const lost: RestingState = {
    status: "exited",
    code: 137,
    startedAtMs: state.startedAtMs,
    finishedAtMs: context.now(),
    oomKilled: false,
    // A restart of the machine takes the folder along.
    ...(existsSync(bundle.runDir) ? { failed: "its monitor was killed" } : {}),
    warnings: state.warnings,
  };
  return endAndRest(context, row, lost, inherited(state, lost), state);
}

/** A monitor outlives its container; where it does not, nothing holds the streams, the log and the exit code. */
function hasLostMonitor({ monitor }: RunningState): boolean {
  return monitor !== undefined && !isAlive(monitor);
}

/** What comes after a run: rest, or the claim of who waits for its end. */
function inherited({ heir }: RunningState, exited: RestingState): StoredState {
  return heir !== undefined && isAlive(heir) ? { status: "claimed", owner: heir, before: exited } : exited;
}

/** Its wherry died between claiming it and saying what became of it. */
async function settleAbandoned(
  context: ContainersContext,
  row: ContainerRow,
  before: RestingState,
): Promise<ContainerRow | undefined> {
  const running = readRunningFile(bundleOf(context.root, row.id));
  // It got as far as a running program: only the database does not know yet.
  if (running !== undefined && (before.status === "created" || running.startedAtMs > before.startedAtMs)) {
    const adopted = move(context, row, running);
    return adopted === undefined ? reread(context, row.id) : settleRunning(context, adopted, running);
  }
  return endAndRest(context, row, before);
}

/** Only who has the claim may end things: a slower process would end what a faster one has started again. */
async function endAndRest(
  context: ContainersContext,
  row: ContainerRow,
  state: RestingState,
  next: StoredState = state,
  run?: RunningState,
): Promise<ContainerRow | undefined> {
  const claimed = claim(context, row, state);
  if (claimed === undefined) return reread(context, row.id);
  const bundle = bundleOf(context.root, row.id);
  const driver = await context.driver();
  // A program that has changed its user outlives its monitor, and need not be in a control group.
  if (run !== undefined) await driver.signal({ ...bundle, ...run }, constants.signals.SIGKILL);
  await driver.clean(bundle);
  return move(context, claimed, next, () => removeRunFolder(context.root, row.id)) ?? reread(context, row.id);
}

export function exitedState(
  { startedAtMs, warnings }: Pick<RunningState, "startedAtMs" | "warnings">,
  record: ExitRecord,
  nowMs: number,
): RestingState {
  const finishedAtMs = Date.parse(record.finishedAt);
  return {
    status: "exited",
    code: record.code,
    startedAtMs,
    finishedAtMs: Number.isNaN(finishedAtMs) ? nowMs : finishedAtMs,
    oomKilled: record.oomKilled,
    ...(record.failed === undefined ? {} : { failed: record.failed }),
    warnings,
  };
}

const RECORD_PATIENCE_MS = 5000;
const RECORD_LOOK_MS = 10;

/** The process is gone, but its monitor may be about to write the record: for as long as it may, wait. */
async function awaitRecord(
  context: ContainersContext,
  bundle: Bundle,
  { monitor }: RunningState,
): Promise<ExitRecord | undefined> {
  for (let waitedMs = 0; waitedMs < RECORD_PATIENCE_MS; waitedMs += RECORD_LOOK_MS) {
    const isAtWork = monitor === undefined ? await mayWriteRecord(bundle) : isAlive(monitor);
    const record = await readExit(context, bundle);
    if (record !== undefined || !isAtWork) return record;
    await sleep(RECORD_LOOK_MS);
  }
  return undefined;
}

/** A record that cannot be read says no more than none. */
async function readExit(context: ContainersContext, bundle: Bundle): Promise<ExitRecord | undefined> {
  const driver = await context.driver();
  return driver.readExit(bundle).catch((error: unknown) => {
    if (error instanceof FormatError) return undefined;
    throw error;
  });
}

/**
 * For a run of an older wherry: a monitor that ends takes its socket away and then writes the record. One that was killed leaves a socket that
 * refuses, and a restart of the machine leaves not even the folder.
 */
function mayWriteRecord({ runDir }: Bundle): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(runDir, "attach"));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", ({ code }: NodeJS.ErrnoException) =>
      resolve(code === "ENOENT" && existsSync(runDir)),
    );
  });
}
