import { logAction } from "../../state/actions.ts";
import {
  type ContainerRow,
  getContainer,
  moveContainer,
  type RestingState,
  type StoredState,
} from "../../state/containers.ts";
import { ownProcess } from "../own-process.ts";
import type { ContainersContext } from "./context.ts";

/**
 * Moves a container's state on and tells everyone; undefined when somebody else was first. `alongside` is done in the
 * same transaction, so before anybody can act on the new state.
 */
export function move(
  { state, changes, now }: Pick<ContainersContext, "state" | "changes" | "now">,
  seen: ContainerRow,
  next: StoredState,
  alongside?: () => void,
): ContainerRow | undefined {
  const moved = state.transaction(
    (tables) => {
      const row = moveContainer(tables, seen, next);
      if (row !== undefined) {
        const log = { timeMs: now(), containerId: row.id, name: row.name };
        if (next.status === "running" && seen.state.status !== "running")
          logAction(tables, { ...log, action: "start" });
        const exit = newExit(seen.state, next);
        if (exit !== undefined) logAction(tables, { ...log, action: "exit", exitCode: exit.code });
        alongside?.();
      }
      return row;
    },
    { makesRoom: next.status !== "running" },
  );
  if (moved !== undefined) changes.publish();
  return moved;
}

/** Takes a container for this process alone; undefined when somebody else was first. */
export function claim(
  context: Pick<ContainersContext, "state" | "changes" | "now">,
  seen: ContainerRow,
  before: RestingState,
): ContainerRow | undefined {
  return move(context, seen, { status: "claimed", owner: ownProcess(), before });
}

/** The row as it is now. */
export function reread({ state }: Pick<ContainersContext, "state">, id: string): ContainerRow | undefined {
  return state.read((tables) => getContainer(tables, id));
}

/** The exit that a move tells of; giving a claimed container back is no new one. */
function newExit(
  seen: StoredState,
  next: StoredState,
): Extract<RestingState, { status: "exited" }> | undefined {
  const after = next.status === "claimed" ? next.before : next;
  if (after.status !== "exited") return undefined;
  const before = seen.status === "claimed" ? seen.before : seen;
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
}
