import { assertNever } from "../base/errors.ts";
import { shortId } from "../base/ids.ts";
import { formatDuration } from "../base/units.ts";
import type { ContainerState, ContainerSummary } from "../engine/containers/containers.ts";

const COMMAND_WIDTH = 20;

/** A container in the words and fields of `docker ps`. */
export function containerRow(
  container: ContainerSummary,
  { noTrunc, nowMs }: { noTrunc: boolean; nowMs: number },
): Record<string, string> {
  return {
    ID: noTrunc ? container.id : shortId(container.id),
    Image: container.image,
    Command: quoted(container.argv.join(" "), noTrunc),
    // Worked out when it is asked for: the usual table shows neither it nor the labels.
    get CreatedAt() {
      return new Date(container.createdAtMs).toISOString();
    },
    RunningFor: `${formatDuration(nowMs - container.createdAtMs)} ago`,
    State: container.state.status,
    Status: statusText(container.state, nowMs),
    Ports: "",
    Names: container.name,
    get Labels() {
      const labels = Object.entries(container.labels);
      return labels.map(([key, value]) => `${key}=${value}`).join(",");
    },
  };
}

/** "Up 3 minutes", "Exited (137) 2 hours ago", "Created". */
export function statusText(state: ContainerState, nowMs: number): string {
  switch (state.status) {
    case "created":
      return "Created";
    case "running":
      return `Up ${formatDuration(nowMs - state.startedAtMs)}`;
    case "paused":
      return `Up ${formatDuration(nowMs - state.startedAtMs)} (Paused)`;
    case "exited":
      return `Exited (${state.code}) ${formatDuration(nowMs - state.finishedAtMs)} ago`;
    default:
      return assertNever(state);
  }
}

function quoted(command: string, noTrunc: boolean): string {
  // No text has more letters than code units.
  if (noTrunc || command.length <= COMMAND_WIDTH) return JSON.stringify(command);
  const letters = [...command];
  const cut = letters.length > COMMAND_WIDTH;
  return JSON.stringify(cut ? `${letters.slice(0, COMMAND_WIDTH - 1).join("")}…` : command);
}
