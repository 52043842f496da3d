import type { InputEvent } from "../input/event.ts";
import { createTextField, editField, fieldText, type TextField } from "../widgets/text-field.ts";

/** Looking at what scrolled away, while the program goes on. */
export interface LookBack {
  /** The row of the buffer that stands first in the view. */
  readonly top: number;
  /** The search being typed; undefined when keys move. */
  readonly field: TextField | undefined;
  readonly query: string;
  /** The match the view was moved to, from 0, as counted when it was. */
  readonly current: number | undefined;
}

export interface LookExtent {
  /** The first row of the live screen: the last place for `top`. */
  readonly lastTop: number;
  readonly height: number;
  /** The first row of each match of a query, oldest first. Called only when a search moves. */
  matchRows(query: string): readonly number[];
}

export type LookOutcome = { readonly status: "look"; readonly look: LookBack } | { readonly status: "left" };

export function startLooking(lastTop: number): LookBack {
  return { top: lastTop, field: undefined, query: "", current: undefined };
}

/** What an event makes of the view; keys without a meaning change nothing. */
export function lookBack(look: LookBack, event: InputEvent, extent: LookExtent): LookOutcome {
  if (look.field !== undefined) return { status: "look", look: typeQuery(look, look.field, event, extent) };
  if (event.type === "mouse" && event.action === "wheel") {
    return { status: "look", look: move(look, event.button === "up" ? -3 : 3, extent) };
  }
  if (event.type !== "key" || event.action === "release") return { status: "look", look };
  const rows = ROWS[event.key]?.(extent.height);
  if (rows !== undefined) return { status: "look", look: move(look, rows, extent) };
  switch (event.key) {
    case "/":
      return { status: "look", look: { ...look, field: createTextField() } };
    case "n":
    case "N":
      return { status: "look", look: seek(look, event.key === "n" ? -1 : 1, extent) };
    case "esc":
      if (look.query === "") return { status: "left" };
      return { status: "look", look: { ...look, query: "", current: undefined } };
    case "q":
    case "enter":
      return { status: "left" };
    default:
      return { status: "look", look };
  }
}

function typeQuery(look: LookBack, field: TextField, event: InputEvent, extent: LookExtent): LookBack {
  const { query: _, ...rest } = look;
  if (event.type === "key" && event.action !== "release") {
    if (event.key === "esc") return { ...rest, field: undefined, query: "", current: undefined };
    if (event.key === "enter") return { ...look, field: undefined };
    if (event.key === "up" || event.key === "down") return seek(look, event.key === "up" ? -1 : 1, extent);
  }
  const edited = editField(field, event);
  if (edited === undefined) return look;
  // It finds as one types, from the place where the typing began backwards: the newest output is looked for most.
  return seek({ ...look, field: edited, query: fieldText(edited), current: undefined }, -1, extent);
}

/** Goes to the next match upwards (-1) or downwards; at an end it starts again at the other. */
function seek(look: LookBack, direction: 1 | -1, extent: LookExtent): LookBack {
  const rows = look.query === "" ? [] : extent.matchRows(look.query);
  if (rows.length === 0) return { ...look, current: undefined };
  const current = chooseMatch(look, rows, direction, extent);
  const row = rows[current]!;
  const inView = row >= look.top && row < look.top + extent.height;
  const top = inView ? look.top : clamp(row - (extent.height >> 1), extent);
  return { ...look, top, current };
}

function chooseMatch(look: LookBack, rows: readonly number[], direction: 1 | -1, extent: LookExtent): number {
  if (look.current !== undefined && look.current < rows.length) {
    return (look.current + direction + rows.length) % rows.length;
  }
  const bottom = look.top + extent.height - 1;
  const before = rows.findLastIndex((row) => row <= bottom);
  return before < 0 ? rows.length - 1 : before;
}

function move(look: LookBack, rows: number, extent: LookExtent): LookBack {
  return { ...look, top: clamp(look.top + rows, extent) };
}

function clamp(top: number, { lastTop }: LookExtent): number {
  return Math.max(0, Math.min(lastTop, top));
}

const half = (height: number): number => Math.max(1, height >> 1);
const page = (height: number): number => Math.max(1, height - 1);
const ROWS: Record<string, (height: number) => number> = {
  up: () => -1,
  k: () => -1,
  down: () => 1,
  j: () => 1,
  "ctrl-u": (height) => -half(height),
  "ctrl-d": half,
  pageup: (height) => -page(height),
  "ctrl-b": (height) => -page(height),
  pagedown: page,
  "ctrl-f": page,
  space: page,
  g: () => Number.NEGATIVE_INFINITY,
  home: () => Number.NEGATIVE_INFINITY,
  G: () => Number.POSITIVE_INFINITY,
  end: () => Number.POSITIVE_INFINITY,
};
