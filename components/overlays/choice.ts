import type { InputEvent } from "../input/event.ts";
import { createTextField, editField, fieldText, type TextField } from "../widgets/text-field.ts";
import { TYPING_MOVES } from "./moves.ts";
import type { OverlayStore } from "./overlay.ts";

/** A question that is answered by one of many rows, which typing narrows down. */
export interface Choice {
  readonly title: string;
  /** To whom it is done, where that is not just one. */
  readonly names?: string;
  /** The likely ones first. */
  readonly rows: readonly ChoiceRow[];
  /** What is good to know whatever is chosen. */
  readonly note?: string;
  /** What enter does. */
  readonly yes: string;
  readonly choose: (row: ChoiceRow) => void;
}

export interface ChoiceRow {
  readonly name: string;
  /** Stands between name and detail: a number. */
  readonly aside: string;
  readonly detail: string;
  /** By which it is found too. */
  readonly also: readonly string[];
}

export interface ChoiceState {
  readonly choice: Choice;
  readonly field: TextField;
  readonly selected: number;
}

export function openChoice(choice: Choice): ChoiceState {
  return { choice, field: createTextField(), selected: 0 };
}

/** What fits the text: what is called so first, then what begins so, then what holds it, in its name or in what is said of it. */
export function matchRows(rows: readonly ChoiceRow[], text: string): readonly ChoiceRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return rows;
  const rank = ({ name, also, detail }: ChoiceRow): number => {
    const names = [name, ...also].map((one) => one.toLowerCase());
    if (names.includes(wanted)) return 0;
    if (names.some((one) => one.startsWith(wanted))) return 1;
    if (names.some((one) => one.includes(wanted))) return 2;
    return detail.toLowerCase().includes(wanted) ? 3 : NO_MATCH;
  };
  return rows
    .map((row) => ({ row, rank: rank(row) }))
    .filter((one) => one.rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}

const NO_MATCH = 4;

export function choiceRows({ choice, field }: ChoiceState): readonly ChoiceRow[] {
  return matchRows(choice.rows, fieldText(field));
}

export function handleChoice(overlays: OverlayStore, state: ChoiceState, event: InputEvent): void {
  const key = event.type === "key" ? event.key : "";
  const show = (next: ChoiceState | undefined): void =>
    overlays.setState({ overlay: next && { kind: "choice", state: next } });
  const rows = choiceRows(state);
  const last = Math.max(0, rows.length - 1);
  const by = TYPING_MOVES[key];
  if (key === "esc" || key === "ctrl-c") show(undefined);
  else if (key === "enter") {
    const row = rows[state.selected];
    if (row === undefined) return;
    show(undefined);
    state.choice.choose(row);
  } else if (by !== undefined) {
    show({ ...state, selected: Math.min(last, Math.max(0, state.selected + by)) });
  } else {
    const field = editField(state.field, event);
    if (field === undefined) return;
    const typed = fieldText(field) !== fieldText(state.field);
    show({ ...state, field, selected: typed ? 0 : state.selected });
  }
}
