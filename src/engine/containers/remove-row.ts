import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { logAction } from "../../state/actions.ts";
import { type ContainerRow, containerDefinition, deleteContainer } from "../../state/containers.ts";
import { insertTrash } from "../../state/trash.ts";
import { bundleOf, trashDir } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { discard } from "./discard.ts";
import { removeRunFolder } from "./run-folder.ts";

/** How long what was removed can be had back. */
const GRACE_MS = 600_000;

/**
 * Takes a container that rests out of the root: row and bundle go in one step. The files are deleted after; with
 * `trash` they wait, so that the removal can be taken back. False when its state has moved since `seen` was read.
 */
export function removeRow(
  context: ContainersContext,
  seen: ContainerRow,
  { trash = false }: { trash?: boolean } = {},
): boolean {
  const bundle = bundleOf(context.root, seen.id);
  const removed = context.state.transaction(
    (tables) => {
      const definition = trash ? containerDefinition(tables, seen.id) : undefined;
      if (!deleteContainer(tables, seen)) return false;
      const removedAtMs = context.now();
      if (definition !== undefined && (seen.state.status === "created" || seen.state.status === "exited")) {
        const purgeAtMs = removedAtMs + GRACE_MS;
        insertTrash(tables, { id: seen.id, removedAtMs, purgeAtMs, state: seen.state, definition });
      }
      logAction(tables, { timeMs: removedAtMs, containerId: seen.id, name: seen.name, action: "remove" });
      moveToTrash(context, bundle.dir, seen.id);
      return true;
    },
    { makesRoom: true },
  );
  if (!removed) return false;
  if (!trash) discard(context, join(trashDir(context.root), seen.id));
  removeRunFolder(context.root, seen.id);
  context.changes.publish();
  return true;
}

/** One rename: from then on the bundle is no bundle. One that is gone already is no error. */
export function moveToTrash(context: Pick<ContainersContext, "root">, dir: string, name: string): void {
  const trash = trashDir(context.root);
  mkdirSync(trash, { recursive: true, mode: 0o700 });
  try {
    renameSync(dir, join(trash, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
