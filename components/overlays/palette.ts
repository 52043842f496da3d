import type { CommandSummary } from "../../src/base/command-summary.ts";
import type { NavigationEvent } from "../../src/stores/view/navigation.ts";
import type { InputEvent } from "../input/event.ts";
import type { Action } from "../keymap/action.ts";
import { createTextField, editField, fieldText, type TextField } from "../widgets/text-field.ts";
import { TYPING_MOVES } from "./moves.ts";

/** What the palette offers, and what ran from it. */
export interface Palette {
  entries(): readonly PaletteEntry[];
  /** The newest last. */
  history: readonly string[];
}

/** One thing that the palette can do. */
export type PaletteEntry =
  | {
      readonly kind: "action";
      /** What is typed, shown and remembered. */
      readonly name: string;
      readonly title: string;
      readonly detail: string;
      readonly action: Action;
      /** Leads to the place where the action counts. */
      readonly way: readonly NavigationEvent[];
      /** Why it cannot run now. */
      readonly reason: string | undefined;
    }
  | {
      readonly kind: "command";
      readonly name: string;
      readonly title: string;
      readonly detail: string;
      readonly command: CommandSummary;
    };

/** The command palette while it is open. */
export interface PaletteState {
  readonly field: TextField;
  readonly selected: number;
  /** How far back in the history the text was taken from; 0: it was typed. */
  readonly recalled: number;
  /** What stands in the way of running it. */
  readonly problem?: string;
}

export const PALETTE_START: PaletteState = { field: createTextField(), selected: 0, recalled: 0 };

interface Extent {
  readonly count: number;
  /** What ran from here before, the newest last. */
  readonly history: readonly string[];
}

/** What an event makes of it: typing, moving, and from the first row up into the history. */
export function editPalette(
  state: PaletteState,
  event: InputEvent,
  { count, history }: Extent,
): PaletteState {
  const key = event.type === "key" && event.action !== "release" ? event.key : "";
  const move = TYPING_MOVES[key];
  if (move === undefined) {
    const field = editField(state.field, event);
    return field === undefined ? state : { field, selected: 0, recalled: 0 };
  }
  const { problem: _, ...rest } = state;
  if (move === -1 && state.selected === 0) return recall(rest, state.recalled + 1, history);
  if (move === 1 && state.selected === 0 && state.recalled > 0)
    return recall(rest, state.recalled - 1, history);
  return { ...rest, selected: Math.max(0, Math.min(count - 1, state.selected + move)) };
}

/** The history with one more, without its double; only so many are kept. */
export function remember(history: readonly string[], text: string): string[] {
  return [...history.filter((one) => one !== text), text].slice(-MOST_REMEMBERED);
}

const MOST_REMEMBERED = 50;

function recall(state: PaletteState, back: number, history: readonly string[]): PaletteState {
  if (back > history.length) return state;
  const text = back === 0 ? "" : (history[history.length - back] ?? "");
  return { field: createTextField(text), selected: 0, recalled: back };
}

export function paletteText(state: PaletteState): string {
  return fieldText(state.field);
}
