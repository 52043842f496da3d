import { logAction } from "../../state/actions.ts";
import { containerDefinition, renameContainer as renameRow } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import { writeDefinition } from "./bundle-record.ts";
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
    writeDefinition(bundleOf(context.root, id).dir, text, "rename container");
  });
  context.changes.publish();
}
