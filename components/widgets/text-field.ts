import type { InputEvent } from "../input/event.ts";
import { columnsOf, sliceColumns } from "./text.ts";

/** A line that is being edited. `cursor` counts graphemes from the start. */
export interface TextField {
  readonly graphemes: readonly string[];
  readonly cursor: number;
}

export function createTextField(text = ""): TextField {
  const graphemes = split(text);
  return { graphemes, cursor: graphemes.length };
}

export function fieldText(field: TextField): string {
  return field.graphemes.join("");
}

/** What an event makes of the line; undefined when the event is not for a line (enter, esc, tab, up, …). */
export function editField(field: TextField, event: InputEvent): TextField | undefined {
  if (event.type === "paste") return insert(field, oneLine(event.text));
  if (event.type !== "key") return undefined;
  if (event.action === "release") return undefined;
  const move = MOVES[event.key];
  if (move !== undefined) return { ...field, cursor: move(field) };
  const remove = REMOVALS[event.key];
  if (remove !== undefined) {
    const other = remove(field);
    const [from, to] = other < field.cursor ? [other, field.cursor] : [field.cursor, other];
    return { graphemes: [...field.graphemes.slice(0, from), ...field.graphemes.slice(to)], cursor: from };
  }
  return event.text === "" ? undefined : insert(field, event.text);
}

/** The part of the line that fits, exactly `columns` wide, and the column of the caret in it. */
export function fieldRow(
  field: TextField,
  columns: number,
): { readonly row: string; readonly caret: number } {
  const text = fieldText(field);
  const before = columnsOf(field.graphemes.slice(0, field.cursor).join(""));
  // The caret needs a column of its own behind the last character.
  const total = columnsOf(text) + 1;
  const from = total <= columns ? 0 : Math.max(0, Math.min(before - (columns >> 1), total - columns));
  const part = sliceColumns(text, from, from + columns);
  return { row: part + " ".repeat(Math.max(0, columns - columnsOf(part))), caret: before - from };
}

function insert(field: TextField, text: string): TextField {
  const before = field.graphemes.slice(0, field.cursor).join("") + text;
  const after = field.graphemes.slice(field.cursor).join("");
  // Joined and split again: what is typed may combine with its neighbours.
  const cursor = split(before).length;
  return { graphemes: split(before + after), cursor: Math.min(cursor, split(before + after).length) };
}

function wordLeft({ graphemes, cursor }: TextField): number {
  let at = cursor;
  while (at > 0 && !isWord(graphemes[at - 1]!)) at--;
  while (at > 0 && isWord(graphemes[at - 1]!)) at--;
  return at;
}

function wordRight({ graphemes, cursor }: TextField): number {
  let at = cursor;
  while (at < graphemes.length && !isWord(graphemes[at]!)) at++;
  while (at < graphemes.length && isWord(graphemes[at]!)) at++;
  return at;
}

/** ctrl-w of a shell: back to the space before, whatever stands there. */
function spaceLeft({ graphemes, cursor }: TextField): number {
  let at = cursor;
  while (at > 0 && graphemes[at - 1] === " ") at--;
  while (at > 0 && graphemes[at - 1] !== " ") at--;
  return at;
}

const left = ({ cursor }: TextField): number => Math.max(0, cursor - 1);
const right = ({ cursor, graphemes }: TextField): number => Math.min(graphemes.length, cursor + 1);
const start = (): number => 0;
const end = ({ graphemes }: TextField): number => graphemes.length;

const MOVES: Record<string, (field: TextField) => number> = {
  left,
  right,
  home: start,
  end,
  "ctrl-b": left,
  "ctrl-f": right,
  "ctrl-a": start,
  "ctrl-e": end,
  "ctrl-left": wordLeft,
  "ctrl-right": wordRight,
  "alt-left": wordLeft,
  "alt-right": wordRight,
  "alt-b": wordLeft,
  "alt-f": wordRight,
};

const REMOVALS: Record<string, (field: TextField) => number> = {
  backspace: left,
  delete: right,
  "ctrl-u": start,
  "ctrl-k": end,
  "ctrl-w": spaceLeft,
  "alt-backspace": wordLeft,
  "ctrl-backspace": wordLeft,
  "alt-d": wordRight,
  "ctrl-delete": wordRight,
};

function isWord(grapheme: string): boolean {
  return /[\p{Letter}\p{Number}_]/u.test(grapheme);
}

/** A pasted newline must not send a form, nor may control characters hide in a value. */
function oneLine(text: string): string {
  return text
    .replace(/[\r\n]+$/, "")
    .replace(/\s*[\r\n]+\s*/g, " ")
    .replace(/\p{Control}/gu, "");
}

function split(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
