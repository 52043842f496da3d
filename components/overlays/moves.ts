import type { ListMove } from "../widgets/list.ts";

type Move = Exclude<ListMove, { readonly to: "index" }>;

/** The keys that move in a list or a text which lies over the screen. */
export const MOVES: Readonly<Record<string, Move>> = {
  j: { by: "row", amount: 1 },
  down: { by: "row", amount: 1 },
  k: { by: "row", amount: -1 },
  up: { by: "row", amount: -1 },
  "ctrl-d": { by: "half", amount: 1 },
  "ctrl-u": { by: "half", amount: -1 },
  pagedown: { by: "page", amount: 1 },
  pageup: { by: "page", amount: -1 },
  g: { to: "start" },
  home: { to: "start" },
  G: { to: "end" },
  end: { to: "end" },
};

/** Rows that a key moves a list down while letters go into a line. */
export const TYPING_MOVES: Readonly<Record<string, number>> = {
  up: -1,
  down: 1,
  "ctrl-p": -1,
  "ctrl-n": 1,
  pageup: -10,
  pagedown: 10,
};
