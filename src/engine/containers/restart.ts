import { newId } from "../../base/ids.ts";
import type { ContainerRow, Heir } from "../../state/containers.ts";
import { ownProcess } from "../own-process.ts";
import type { StartOptions } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import { move, reread } from "./move.ts";
import { resolveContainer } from "./resolve.ts";
import { settle } from "./settle.ts";
import { startClaimed, startContainer } from "./start.ts";
import { type StopOptions, stopRun, unclaimed } from "./stop.ts";
import { waitUntil } from "./wait.ts";

/**
 * Ends what runs in a container and starts it again; one that does not run is just started. In between it is this
 * process's: nobody else starts it, and one that goes with its exit stays.
 */
export async function restartContainer(
  context: ContainersContext,
  ref: string,
  options: StopOptions & StartOptions = {},
): Promise<void> {
  const found = resolveContainer(context.state, ref, "restart");
  const heir: Heir = { ...ownProcess(), ticket: newId() };
  for (;;) {
    const row = await unclaimed(context, found);
    if (row?.state.status !== "running") break;
    const marked = move(context, row, { ...row.state, heir });
    if (marked === undefined) continue;
    try {
      await stopRun(context, row, row.state, options);
    } catch (error) {
      await renounce(context, found.id, heir);
      throw error;
    }
    break;
  }
  // Who finds the run dead may hold the container while cleaning up behind it, and gives it to the heir then.
  const left = await waitUntil(
    context,
    found.id,
    ({ state }) => state.status !== "claimed" || isOwn(state.owner, heir),
  );
  if (left?.state.status === "claimed" && isOwn(left.state.owner, heir)) {
    await startClaimed(context, left, left.state.before, options);
  } else {
    // It rested, or somebody else restarts it too and was there last.
    await startContainer(context, found.id, options);
  }
}

/** Leaves a container that could not be stopped to run as before, or to rest if it has ended all the same. */
async function renounce(context: ContainersContext, id: string, heir: Heir): Promise<void> {
  for (let row = reread(context, id); row !== undefined; row = reread(context, id)) {
    const given = withoutHeir(context, row, heir);
    if (given === "not-ours") return;
    if (given !== undefined) return void (await settle(context, given));
  }
}

function withoutHeir(
  context: ContainersContext,
  row: ContainerRow,
  heir: Heir,
): ContainerRow | "not-ours" | undefined {
  const { state } = row;
  if (state.status === "claimed" && isOwn(state.owner, heir)) return move(context, row, state.before);
  if (state.status !== "running" || state.heir?.ticket !== heir.ticket) return "not-ours";
  const { heir: _, ...alone } = state;
  return move(context, row, alone);
}

function isOwn(owner: object, { ticket }: Heir): boolean {
  return "ticket" in owner && owner.ticket === ticket;
}
