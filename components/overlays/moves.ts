import type { HeldKeys } from "../keymap/held-keys.ts";
import type { ListMove } from "../widgets/list.ts";
import type { ActionId } from "../words/words.ts";

type Move = Exclude<ListMove, { readonly to: "index" }>;

/** The actions that move, in a panel as in a list or a text which lies over the screen. */
export const MOTIONS = {
  "everywhere.down": { by: "row", amount: 1 },
  "everywhere.up": { by: "row", amount: -1 },
  "everywhere.half-down": { by: "half", amount: 1 },
  "everywhere.half-up": { by: "half", amount: -1 },
  "everywhere.page-down": { by: "page", amount: 1 },
  "everywhere.page-up": { by: "page", amount: -1 },
  "everywhere.first": { to: "start" },
  "everywhere.last": { to: "end" },
} as const satisfies Partial<Record<ActionId, Move>>;

/** The motion that a key is bound to, for what lies over the screen. */
export function moveOf(held: HeldKeys, key: string): Move | undefined {
  const ids = Object.keys(MOTIONS) as (keyof typeof MOTIONS)[];
  const id = ids.find((one) => held.has(one, key));
  return id && MOTIONS[id];
}

/** Rows that a key moves a list down while letters go into a line. */
export const TYPING_MOVES: Readonly<Record<string, number>> = {
  up: -1,
  down: 1,
  "ctrl-p": -1,
  "ctrl-n": 1,
  pageup: -10,
  pagedown: 10,
};
