import { CodedError } from "../../base/errors.ts";
import type { ContainersContext } from "./context.ts";
import { freezeRun } from "./freeze-run.ts";
import { isPaused, notRunning, resolveContainer } from "./resolve.ts";
import { unclaimed } from "./stop.ts";

/** Stops all processes of a container where they stand. Throws conflict when it does not run, or is paused. */
export async function pauseContainer(context: ContainersContext, ref: string): Promise<void> {
  const row = await unclaimed(context, resolveContainer(context.state, ref, "pause"));
  if (row?.state.status !== "running") throw notRunning(row?.name ?? ref, "pause");
  if (row.state.paused) throw isPaused(row.name, "pause");
  await freezeRun(context, row, row.state, true);
}

/** Lets them go on. Throws conflict when it is not paused. */
export async function unpauseContainer(context: ContainersContext, ref: string): Promise<void> {
  const row = await unclaimed(context, resolveContainer(context.state, ref, "unpause"));
  if (row?.state.status !== "running") throw notRunning(row?.name ?? ref, "unpause");
  // Also where nobody wrote down that it is: whoever paused it may have been killed in between.
  await freezeRun(context, row, row.state, false);
  if (!row.state.paused) {
    throw new CodedError("conflict", "not-paused", `unpause container ${row.name}: it is not paused`, {
      hint: `wherry pause ${row.name} pauses it`,
    });
  }
}
