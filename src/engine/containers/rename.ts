import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asCodedError } from "../../base/errors.ts";
import { logAction } from "../../state/actions.ts";
import { containerDefinition, renameContainer as renameRow } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { parseName } from "./names.ts";
import { resolveContainer } from "./resolve.ts";

/** Gives a container another name. Throws conflict when it is taken. */
export function renameContainer(context: ContainersContext, ref: string, name: string): void {
  const { id } = resolveContainer(context.state, ref, "rename");
  parseName(name, "rename");
  context.state.transaction((tables) => {
    const text = JSON.stringify({ ...JSON.parse(containerDefinition(tables, id) ?? "{}"), name });
    renameRow(tables, id, name, text);
    logAction(tables, { timeMs: context.now(), containerId: id, name, action: "rename" });
    replaceFile(join(bundleOf(context.root, id).dir, "container.json"), text);
  });
  context.changes.publish();
}

function replaceFile(path: string, text: string): void {
  try {
    writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw asCodedError(error, "rename container");
  }
}
