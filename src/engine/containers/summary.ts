import type { ContainerRow, StoredState } from "../../state/containers.ts";
import type { ContainerState, ContainerSummary } from "./containers.ts";

/** A row as faces see it. */
export function toSummary(row: ContainerRow): ContainerSummary {
  const { revision: _, state, ...fixed } = row;
  return { ...fixed, state: toState(state) };
}

function toState(stored: StoredState): ContainerState {
  // While someone brings it up or cleans up behind it, it still is what it was.
  const state = stored.status === "claimed" ? stored.before : stored;
  switch (state.status) {
    case "created":
      return { status: "created" };
    case "running":
      return { status: "running", pid: state.pid, startedAtMs: state.startedAtMs };
    case "exited": {
      const { warnings: _, ...shown } = state;
      return shown;
    }
  }
}
