import type { FileModel } from "../files/file-model.ts";
import type { Selection } from "./selection.ts";

/** The row the cursor stands in: where its path is now, or what stands where it stood when that is gone. */
export function cursorRow({ nodes }: FileModel, rows: readonly number[], { id, index }: Selection): number {
  const isThere = (row: number | undefined): boolean => nodes[row ?? -1]?.path === id;
  const row = id === undefined || isThere(rows[index]) ? index : rows.findIndex(isThere);
  return Math.min(Math.max(0, row < 0 ? index : row), Math.max(0, rows.length - 1));
}

/** The cursor in a row. */
export function cursorIn({ nodes }: FileModel, rows: readonly number[], row: number): Selection {
  return { id: nodes[rows[row] ?? -1]?.path, index: row };
}
