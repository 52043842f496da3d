import type { ContainerRow, StoredState } from "../../state/containers.ts";
import type { ContainerState, ContainerSummary } from "./containers.ts";

/** A row as faces see it. */
export function toSummary(row: ContainerRow): ContainerSummary {
  // Field by field: a list has many rows, and copying the rest of an object is slow.
  return {
    id: row.id,
    name: row.name,
    image: row.image,
    imageId: row.imageId,
    argv: row.argv,
    createdAtMs: row.createdAtMs,
    state: toState(row.state),
    tty: row.tty,
    autoRemove: row.autoRemove,
    labels: row.labels,
  };
}

function toState(stored: StoredState): ContainerState {
  // While someone brings it up or cleans up behind it, it still is what it was.
  const state = stored.status === "claimed" ? stored.before : stored;
  switch (state.status) {
    case "created":
      return { status: "created" };
    case "running":
      return { status: state.paused ? "paused" : "running", pid: state.pid, startedAtMs: state.startedAtMs };
    case "exited": {
      const { warnings: _, ...shown } = state;
      return shown;
    }
  }
}
