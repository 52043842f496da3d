import { echo } from "../../base/echo.ts";
import { CodedError } from "../../base/errors.ts";
import { shortId } from "../../base/ids.ts";
import { type ContainerRow, findContainers } from "../../state/containers.ts";
import type { Database } from "../../state/database.ts";

/** Finds the one container that a name, an id or the start of an id means. Throws not-found, invalid. */
export function resolveContainer(state: Database, ref: string, verb: string): ContainerRow {
  const [found, another] = state.read((tables) => findContainers(tables, ref));
  if (found === undefined) throw noSuchContainer(ref, verb);
  if (another === undefined) return found;
  throw new CodedError(
    "invalid",
    "ambiguous-id",
    `${verb} container ${echo(ref)}: several ids begin so (${shortId(found.id)}, ${shortId(another.id)})`,
    { hint: "give more digits of the id, or the name" },
  );
}

export function noSuchContainer(ref: string, verb: string): CodedError {
  return new CodedError(
    "not-found",
    "container-not-found",
    `${verb} container ${echo(ref)}: no such container`,
    {
      hint: "wherry ps -a lists all containers",
    },
  );
}

export function notRunning(name: string, verb: string): CodedError {
  return new CodedError("conflict", "not-running", `${verb} container ${name}: it does not run`, {
    hint: `wherry start ${name} starts it`,
  });
}

export function isPaused(name: string, verb: string): CodedError {
  return new CodedError("conflict", "paused", `${verb} container ${name}: it is paused`, {
    hint: `wherry unpause ${name} lets it go on`,
  });
}
