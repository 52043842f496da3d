import { constants } from "node:os";
import { CodedError } from "../../base/errors.ts";
import type { ContainerRow, RunningState } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { resume } from "./freeze-run.ts";
import { notRunning, resolveContainer } from "./resolve.ts";
import { parseSignal } from "./signal.ts";
import { readDefinition } from "./start.ts";
import { isSameRun, waitUntil } from "./wait.ts";

const DEFAULT_TIMEOUT_SECONDS = 10;
/** A process that does not die of SIGKILL in this time hangs in the kernel. */
const KILL_PATIENCE_MS = 10_000;

/** Asks with the container's stop signal, then kills; one that does not run is left so. */
export async function stopContainer(
  context: ContainersContext,
  ref: string,
  options: StopOptions = {},
): Promise<void> {
  const row = await unclaimed(context, resolveContainer(context.state, ref, "stop"));
  if (row?.state.status === "running") await stopRun(context, row, row.state, options);
}

export interface StopOptions {
  readonly timeoutSeconds?: number;
}

/** Ends one run of a container, in peace if it can be. */
export async function stopRun(
  context: ContainersContext,
  row: ContainerRow,
  state: RunningState,
  options: StopOptions,
): Promise<void> {
  const own = readDefinition(context, row.id).options.stopTimeoutSeconds;
  const timeoutSeconds = options.timeoutSeconds ?? own ?? DEFAULT_TIMEOUT_SECONDS;
  await signalRow(context, row, state, stopSignalOf(context, row));
  await resume(context, row, state);
  const patience = timeoutSeconds < 0 ? {} : { timeoutMs: timeoutSeconds * 1000 };
  try {
    await waitForEndOf(context, state, row.id, patience);
  } catch (error) {
    if (!(error instanceof CodedError && error.code === "timeout")) throw error;
    await endNow(context, row, state);
  }
}

/** Sends a signal to the main process. Throws conflict when the container does not run. */
export async function killContainer(
  context: ContainersContext,
  ref: string,
  signal = "SIGKILL",
): Promise<void> {
  const number = parseSignal(signal);
  const row = await unclaimed(context, resolveContainer(context.state, ref, "kill"));
  if (row?.state.status !== "running" || !(await signalRow(context, row, row.state, number))) {
    throw notRunning(row?.name ?? ref, "kill");
  }
  if (number === constants.signals.SIGKILL || number === stopSignalOf(context, row)) {
    await resume(context, row, row.state);
  }
  if (number === constants.signals.SIGKILL) {
    await waitForEndOf(context, row.state, row.id, { timeoutMs: KILL_PATIENCE_MS });
  }
}

/** Kills and waits for the end. */
export async function endNow(
  context: ContainersContext,
  row: ContainerRow,
  state: RunningState,
): Promise<void> {
  await signalRow(context, row, state, constants.signals.SIGKILL);
  await resume(context, row, state);
  await waitForEndOf(context, state, row.id, { timeoutMs: KILL_PATIENCE_MS });
}

/** The row once nobody brings it up or cleans up behind it; undefined when it is gone. */
export function unclaimed(
  context: ContainersContext,
  { id }: ContainerRow,
): Promise<ContainerRow | undefined> {
  return waitUntil(context, id, ({ state }) => state.status !== "claimed");
}

/** Someone else may start it again at once: then this run has ended all the same. */
async function waitForEndOf(
  context: ContainersContext,
  run: RunningState,
  id: string,
  patience: { timeoutMs?: number },
): Promise<void> {
  const isOver = ({ state }: ContainerRow): boolean => state.status !== "running" || !isSameRun(state, run);
  await waitUntil(context, id, isOver, patience);
}

async function signalRow(
  context: ContainersContext,
  { id }: ContainerRow,
  { pid, startTicks }: RunningState,
  signal: number,
): Promise<boolean> {
  const driver = await context.driver();
  return driver.signal({ ...bundleOf(context.root, id), pid, startTicks }, signal);
}

function stopSignalOf(context: ContainersContext, { id }: ContainerRow): number {
  const { stopSignal } = readDefinition(context, id).process;
  try {
    return stopSignal === "" ? constants.signals.SIGTERM : parseSignal(stopSignal);
  } catch {
    // What an image says is no command: a signal that nobody knows is as none.
    return constants.signals.SIGTERM;
  }
}
