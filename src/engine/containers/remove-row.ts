import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { logAction } from "../../state/actions.ts";
import { type ContainerRow, deleteContainer } from "../../state/containers.ts";
import { bundleOf, trashDir } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { discard } from "./discard.ts";
import { removeRunFolder } from "./run-folder.ts";

/**
 * Takes a container that rests out of the root: row and bundle go in one step, the files are deleted after. False
 * when its state has moved since `seen` was read.
 */
export function removeRow(context: ContainersContext, seen: ContainerRow): boolean {
  const bundle = bundleOf(context.root, seen.id);
  const removed = context.state.transaction(
    (tables) => {
      if (!deleteContainer(tables, seen)) return false;
      logAction(tables, { timeMs: context.now(), containerId: seen.id, name: seen.name, action: "remove" });
      moveToTrash(context, bundle.dir, seen.id);
      return true;
    },
    { makesRoom: true },
  );
  if (!removed) return false;
  discard(context, join(trashDir(context.root), seen.id));
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
