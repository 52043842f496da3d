import { asCodedError } from "../../base/errors.ts";
import type { ContainerRow, RunningState } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { move, reread } from "./move.ts";
import { notRunning } from "./resolve.ts";

/** Stops all processes of a run where they stand, or lets them go on, and writes it down. */
export async function freezeRun(
  context: ContainersContext,
  row: ContainerRow,
  run: RunningState,
  paused: boolean,
): Promise<void> {
  await setPaused(context, row, paused);
  for (
    let now: ContainerRow | undefined = row;
    now?.state.status === "running";
    now = reread(context, now.id)
  ) {
    const { paused: was = false, ...rest } = now.state;
    if (was === paused || rest.pid !== run.pid || rest.startTicks !== run.startTicks) return;
    if (move(context, now, paused ? { ...rest, paused } : rest) !== undefined) return;
  }
}

/** Lets a paused run go on that has just got a signal, which nothing that is stopped can answer. */
export async function resume(
  context: ContainersContext,
  row: ContainerRow,
  run: RunningState,
): Promise<void> {
  if (run.paused) await freezeRun(context, row, run, false);
}

async function setPaused(
  context: ContainersContext,
  { id, name }: ContainerRow,
  paused: boolean,
): Promise<void> {
  const verb = paused ? "pause" : "unpause";
  const driver = await context.driver();
  try {
    await driver.setPaused(bundleOf(context.root, id), paused);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOENT" && code !== "ENODEV") throw asCodedError(error, `${verb} container ${name}`);
    // It ended meanwhile, and its control groups with it.
    if (paused) throw notRunning(name, verb);
  }
}
