import type { CodedError } from "../../src/base/errors.ts";
import type { FileModel } from "../../src/stores/files/file-model.ts";
import { unfoldedAtFirst, visibleRows } from "../../src/stores/files/visible-rows.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { cursorRow } from "../../src/stores/view/file-cursor.ts";
import type { FilePlace } from "../../src/stores/view/places.ts";
import { NOTHING_SELECTED } from "../../src/stores/view/selection.ts";

export type FilesShown =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly error: CodedError }
  | ReadyFiles;

export interface ReadyFiles {
  readonly status: "ready";
  readonly model: FileModel;
  /** Positions in the model of what is to be seen. */
  readonly rows: readonly number[];
  readonly place: FilePlace;
  /** The row the cursor stands in. */
  readonly cursor: number;
}

/** A tree, those of its rows that are to be seen, and where the person stands. */
export function filesShown(stores: Stores, key: string): FilesShown {
  const read = stores.details.files.store.getState().get(key) ?? { status: "loading" };
  if (read.status !== "ready") return read;
  const model = read.value;
  const place = placeOf(stores, key, model);
  const rows = rowsOf(model, place);
  return { status: "ready", model, rows, place, cursor: cursorRow(model, rows, place.cursor) };
}

/** On the first look, small trees are open. */
function placeOf(stores: Stores, key: string, model: FileModel): FilePlace {
  const known = stores.view.store.getState().files.get(key);
  if (known !== undefined) return known;
  let first = firstPlaces.get(model);
  if (first === undefined) {
    const unfolded = unfoldedAtFirst(model);
    first = { unfolded, filter: "", order: "name", cursor: NOTHING_SELECTED };
    firstPlaces.set(model, first);
  }
  return first;
}

const firstPlaces = new WeakMap<FileModel, FilePlace>();
const lastRows = new WeakMap<FileModel, { readonly place: FilePlace; readonly rows: readonly number[] }>();

function rowsOf(model: FileModel, place: FilePlace): readonly number[] {
  const last = lastRows.get(model);
  const same =
    last !== undefined &&
    last.place.unfolded === place.unfolded &&
    last.place.filter === place.filter &&
    last.place.order === place.order;
  if (same) return last.rows;
  const rows = visibleRows(model, place);
  lastRows.set(model, { place, rows });
  return rows;
}
