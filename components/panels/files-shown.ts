import type { CodedError } from "../../src/base/errors.ts";
import type { FileModel } from "../../src/stores/files/file-model.ts";
import { unfoldedAtFirst, visibleRows } from "../../src/stores/files/visible-rows.ts";
import type { Stores } from "../../src/stores/stores.ts";
import type { FilePlace } from "../../src/stores/view/places.ts";

export type FilesShown =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly error: CodedError }
  | { readonly status: "ready"; readonly model: FileModel; readonly rows: readonly number[] };

/** A tree and those of its rows that are to be seen. */
export function filesShown(stores: Stores, key: string): FilesShown {
  const read = stores.details.files.store.getState().get(key) ?? { status: "loading" };
  if (read.status !== "ready") return read;
  return { status: "ready", model: read.value, rows: rowsOf(read.value, placeOf(stores, key, read.value)) };
}

/** Where the person stands in it; on the first look, small trees are open. */
export function placeOf(stores: Stores, key: string, model: FileModel): FilePlace {
  const known = stores.view.store.getState().files.get(key);
  if (known !== undefined) return known;
  let first = firstPlaces.get(model);
  if (first === undefined) {
    first = { unfolded: unfoldedAtFirst(model), onlyChanges: false, filter: "", order: "name", cursor: 0 };
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
    last.place.onlyChanges === place.onlyChanges &&
    last.place.filter === place.filter &&
    last.place.order === place.order;
  if (same) return last.rows;
  const rows = visibleRows(model, place);
  lastRows.set(model, { place, rows });
  return rows;
}
