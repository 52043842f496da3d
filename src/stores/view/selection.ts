/** The chosen row of a list: by id, so that it stays when rows come and go; by position, for when it went itself. */
export interface Selection {
  readonly id: string | undefined;
  readonly index: number;
}

export const NOTHING_SELECTED: Selection = { id: undefined, index: 0 };

/** Finds the selection in a list that may have changed: the same id, or what now stands where it stood. */
export function reselect(selection: Selection, ids: readonly string[]): Selection {
  if (ids.length === 0) return { id: undefined, index: selection.index };
  // Nearly always it stands where it stood; then the list is not searched.
  const found = ids[selection.index] === selection.id ? selection.index : ids.indexOf(selection.id ?? "");
  const index = found >= 0 ? found : Math.min(Math.max(0, selection.index), ids.length - 1);
  return { id: ids[index], index };
}

export function moveSelection(selection: Selection, ids: readonly string[], by: number): Selection {
  const now = reselect(selection, ids);
  const index = Math.min(Math.max(0, now.index + by), Math.max(0, ids.length - 1));
  return { id: ids[index], index };
}

/** The first row to draw of a list: as before, moved no further than it must be to show the chosen row. */
export function windowTop(before: number, chosen: number, height: number, total: number): number {
  const least = Math.max(0, chosen - height + 1);
  const most = Math.max(0, Math.min(chosen, total - height));
  return Math.min(Math.max(before, least), Math.max(most, least));
}
