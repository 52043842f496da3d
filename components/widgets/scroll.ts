/** A window of `height` rows on `count` rows, `top` being the first one shown. */
export interface ScrollState {
  readonly top: number;
  /** Stays at the end as rows come in. */
  readonly follow: boolean;
}

export interface ScrollExtent {
  readonly count: number;
  readonly height: number;
}

export type ScrollMove =
  | { readonly by: "row"; readonly amount: number }
  | { readonly by: "half" | "page"; readonly amount: 1 | -1 }
  | { readonly to: "start" | "end" }
  | { readonly show: number };

/** Moves the window. At the end it follows; moving up lets go. */
export function scroll(state: ScrollState, move: ScrollMove, extent: ScrollExtent): ScrollState {
  const last = Math.max(0, extent.count - extent.height);
  const start = state.follow ? last : state.top;
  const top = Math.min(last, Math.max(0, target(start, move, extent, last)));
  const down = ("amount" in move && move.amount > 0) || ("to" in move && move.to === "end");
  return { top, follow: top === last && (down || (state.follow && top === start)) };
}

/** The first row shown after a move of a text that follows nothing. */
export function scrolledTo(top: number, move: ScrollMove, extent: ScrollExtent): number {
  return scroll({ top, follow: false }, move, extent).top;
}

/** Where the window stands after rows came or went. */
export function clampScroll(state: ScrollState, extent: ScrollExtent): ScrollState {
  const last = Math.max(0, extent.count - extent.height);
  const top = state.follow ? last : Math.min(state.top, last);
  return top === state.top ? state : { ...state, top };
}

/** The rows of a scroll bar that its thumb covers; undefined when everything is seen. `above` rows stand over the window. */
export function scrollThumb(
  top: number,
  { count, height }: ScrollExtent,
  above = 0,
): { start: number; length: number } | undefined {
  if (count <= height || height <= 0) return undefined;
  const length = Math.max(1, Math.round((height * height) / count));
  const start = Math.round((top / (count - height)) * (height - length));
  return { start: above + Math.min(height - length, Math.max(0, start)), length };
}

function target(top: number, move: ScrollMove, { height }: ScrollExtent, last: number): number {
  if ("to" in move) return move.to === "start" ? 0 : last;
  if ("show" in move) {
    if (move.show < top || move.show >= top + height) return move.show - (height >> 1);
    return top;
  }
  const unit =
    move.by === "row" ? 1 : move.by === "half" ? Math.max(1, height >> 1) : Math.max(1, height - 1);
  return top + unit * move.amount;
}
