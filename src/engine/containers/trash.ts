import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { logAction } from "../../state/actions.ts";
import { findContainers, getContainer, insertContainer } from "../../state/containers.ts";
import type { Tables } from "../../state/database.ts";
import { deleteTrash, listTrash, type TrashRow } from "../../state/trash.ts";
import { folderSize } from "../folder-size.ts";
import { bundleOf, containersDir, trashDir } from "./bundle.ts";
import { writeDefinition } from "./bundle-record.ts";
import type { TrashedContainer, UndoneRemoval } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import { type ContainerDefinition, parseDefinition, toNewContainer } from "./definition.ts";
import { discard } from "./discard.ts";
import { toSummary } from "./summary.ts";

/** What was removed and can still be had back, the newest first. */
export async function trashed(context: ContainersContext): Promise<TrashedContainer[]> {
  const rows = context.state.read(listTrash);
  return Promise.all(
    rows.map(async ({ id, removedAtMs, purgeAtMs, definition }) => {
      const { name, image } = parseDefinition(definition, `trash/${id}`);
      const sizeBytes = await folderSize(join(trashDir(context.root), id, "upper"));
      return { id, name, image, removedAtMs, purgeAtMs, sizeBytes };
    }),
  );
}

/**
 * Takes a removal back: the newest one, or that of `ref`. Its name is given back when it is free, else one like it.
 * Throws `not-found` when there is none.
 */
export function undoRemoval(context: ContainersContext, ref?: string): UndoneRemoval {
  const { root, state, now } = context;
  const undone = state.transaction((tables) => {
    const row = find(listTrash(tables), ref);
    const definition = parseDefinition(row.definition, `trash/${row.id}`);
    const name = freeName(tables, definition.name);
    const text = JSON.stringify({ ...definition, name });
    deleteTrash(tables, row.id);
    insertContainer(tables, toNewContainer({ ...definition, name }), row.state, text);
    logAction(tables, { timeMs: now(), containerId: row.id, name, action: "undo" });
    const { dir } = bundleOf(root, row.id);
    mkdirSync(containersDir(root), { recursive: true, mode: 0o700 });
    try {
      renameSync(join(trashDir(root), row.id), dir);
    } catch (error) {
      throw asCodedError(error, `take back container ${definition.name}`);
    }
    if (name !== definition.name) writeDefinition(dir, text, "take back container");
    return { row: getContainer(tables, row.id)!, formerName: definition.name };
  });
  context.changes.publish();
  return { container: toSummary(undone.row), formerName: undone.formerName };
}

/** Lets go what the trash need not keep any more, or all of it. Its files are deleted after. */
export async function emptyTrash(
  context: ContainersContext,
  { all = false }: { all?: boolean } = {},
): Promise<{ ids: string[]; freedBytes: number }> {
  const { root, state, now } = context;
  const due = state.read(listTrash).filter(({ purgeAtMs }) => all || purgeAtMs <= now());
  let freedBytes = 0;
  const ids: string[] = [];
  for (const { id } of due) {
    const dir = join(trashDir(root), id);
    const sizeBytes = await folderSize(join(dir, "upper"));
    if (!state.transaction((tables) => deleteTrash(tables, id), { makesRoom: true })) continue;
    ids.push(id);
    freedBytes += sizeBytes;
    discard(context, dir);
  }
  return { ids, freedBytes };
}

function find(rows: readonly TrashRow[], ref: string | undefined): TrashRow {
  const wanted = (row: TrashRow): boolean =>
    ref === undefined ||
    (JSON.parse(row.definition) as ContainerDefinition).name === ref ||
    (/^[0-9a-f]+$/.test(ref) && row.id.startsWith(ref));
  const row = rows.find(wanted);
  if (row !== undefined) return row;
  throw new CodedError(
    "not-found",
    "nothing-in-trash",
    `take back ${ref === undefined ? "a removal" : `container ${ref}`}: the trash holds no such container`,
    { hint: "wherry df says what the trash holds" },
  );
}

/** The name itself when nobody has taken it since, else the first free one like it. */
function freeName(tables: Tables, name: string): string {
  let variant = name;
  const isTaken = (one: string): boolean => findContainers(tables, one).some((row) => row.name === one);
  for (let number = 2; isTaken(variant); number += 1) variant = `${name}_${number}`;
  return variant;
}
