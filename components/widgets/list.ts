/** Where a list stands: what is selected and the first row that is shown. */
export interface ListState {
  readonly selected: number;
  readonly top: number;
}

export interface ListExtent {
  readonly count: number;
  readonly height: number;
}

export type ListMove =
  | { readonly by: "row"; readonly amount: number }
  | { readonly by: "half" | "page"; readonly amount: 1 | -1 }
  | { readonly to: "start" | "end" }
  | { readonly to: "index"; readonly index: number };

export const LIST_START: ListState = { selected: 0, top: 0 };

/** Moves the selection; the window follows just as far as it must. */
export function moveList(state: ListState, move: ListMove, extent: ListExtent): ListState {
  return keepVisible({ ...state, selected: moved(state.selected, move, extent) }, extent);
}

/** Mends a state after rows came or went, or the height changed. The same object when nothing is to mend. */
export function keepVisible({ selected, top }: ListState, { count, height }: ListExtent): ListState {
  const chosen = Math.max(0, Math.min(selected, count - 1));
  const lastTop = Math.max(0, count - height);
  const lowest = Math.max(0, chosen - Math.max(1, height) + 1);
  const shown = Math.min(lastTop, Math.max(lowest, Math.min(top, chosen)));
  return { selected: chosen, top: shown };
}

/** Draws the visible rows only, filled up with empty ones: exactly `height` rows, each `columns` wide. */
export function listRows(
  state: ListState,
  extent: ListExtent & { readonly columns: number },
  draw: (index: number, selected: boolean) => string,
): string[] {
  const { selected, top } = keepVisible(state, extent);
  const blank = " ".repeat(extent.columns);
  return Array.from({ length: Math.max(0, extent.height) }, (_, row) => {
    const index = top + row;
    return index < extent.count ? draw(index, index === selected) : blank;
  });
}

function moved(selected: number, move: ListMove, { count, height }: ListExtent): number {
  if ("to" in move) {
    if (move.to === "index") return move.index;
    return move.to === "start" ? 0 : count - 1;
  }
  const unit =
    move.by === "row" ? 1 : move.by === "half" ? Math.max(1, height >> 1) : Math.max(1, height - 1);
  return selected + unit * move.amount;
}
