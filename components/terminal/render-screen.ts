import type { IBufferCell, IBufferLine, Terminal } from "@xterm/headless";
import { columnsOf } from "../widgets/text.ts";
import { cellStyle } from "./cell-style.ts";

export interface ScreenView {
  /** One ANSI string per visible row, each exactly as wide as the terminal. Unchanged rows are the same strings. */
  readonly rows: readonly string[];
  /** Where the caret stands; undefined when it is hidden or scrolled out of sight. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
}

export interface RenderOptions {
  /** How many rows above the live screen the view stands. */
  readonly back?: number;
  readonly cursorVisible?: boolean;
  /** A caret of the person's own, in place of the program's. */
  readonly caret?: ScreenView["cursor"];
  /** Columns to stand out, such as what a search found, by row of the view. */
  readonly marks?: ReadonlyMap<number, readonly Mark[]> | undefined;
}

export interface Mark {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  readonly look: "selected" | "found" | "current";
}

export interface ScreenRenderer {
  render(options?: RenderOptions): ScreenView;
}

/** Draws the visible rows of a terminal; rows whose cells did not change since the last time cost one comparison. */
export function createScreenRenderer(terminal: Terminal): ScreenRenderer {
  let drawn: (DrawnRow | undefined)[] = [];
  let view: ScreenView = { rows: [], cursor: undefined };
  return {
    render({ back = 0, cursorVisible = true, caret, marks } = {}) {
      const buffer = terminal.buffer.active;
      const top = Math.max(0, buffer.baseY - back);
      if (drawn.length !== terminal.rows) drawn = new Array(terminal.rows);
      const spare = buffer.getNullCell();
      const texts = Array.from({ length: terminal.rows }, (_, y) => {
        const line = buffer.getLine(top + y);
        const marked = marks?.get(y);
        if (line !== undefined && marked !== undefined) {
          drawn[y] = undefined;
          return drawRow(line, terminal.cols, spare, marked);
        }
        const known = drawn[y];
        if (
          known !== undefined &&
          line !== undefined &&
          known.columns === terminal.cols &&
          isSame(known, line)
        ) {
          return known.text;
        }
        const text = line === undefined ? " ".repeat(terminal.cols) : drawRow(line, terminal.cols, spare);
        drawn[y] = { text, columns: terminal.cols, cells: line === undefined ? undefined : copyCells(line) };
        return text;
      });
      const cursor = caret ?? (cursorVisible ? cursorIn(terminal, back) : undefined);
      const same = texts.length === view.rows.length && texts.every((text, y) => text === view.rows[y]);
      view = { rows: same ? view.rows : texts, cursor };
      return view;
    },
  };
}

/** One row as text and styles, every cell taking the columns that the terminal gave it. */
export function drawRow(
  line: IBufferLine,
  columns: number,
  spare?: IBufferCell,
  marks: readonly Mark[] = NO_MARKS,
): string {
  let out = "";
  let style = "";
  for (let x = 0; x < columns; x++) {
    const cell = line.getCell(x, spare);
    if (cell === undefined) {
      out += `${style === "" ? "" : "\x1b[0m"}${" ".repeat(columns - x)}`;
      style = "";
      break;
    }
    const width = cell.getWidth();
    // The second half of a wide character: its first half stands for both.
    if (width === 0) continue;
    const mark = marks.length === 0 ? undefined : marks.find(({ from, to }) => x >= from && x < to);
    const next = mark === undefined ? cellStyle(cell) : MARKS[mark.look];
    if (next !== style) {
      out += style === "" ? next : `\x1b[0m${next}`;
      style = next;
    }
    out += cellText(cell.getChars(), width);
  }
  return style === "" ? out : `${out}\x1b[0m`;
}

const NO_MARKS: readonly Mark[] = [];
/** Reverse video and a line under it are there on every terminal, in every theme. */
const MARKS = { selected: "\x1b[7m", found: "\x1b[4;7m", current: "\x1b[1;7m" } as const;

/** The characters of a cell, forced to take the columns that the program believes they take. */
function cellText(characters: string, width: number): string {
  if (characters === "") return " ".repeat(width);
  if (characters.length === 1 && characters >= " " && characters <= "~") return characters;
  const actual = columnsOf(characters);
  if (actual === width) return characters;
  if (actual > 0 && actual < width) return characters + " ".repeat(width - actual);
  const first = String.fromCodePoint(characters.codePointAt(0)!);
  return columnsOf(first) === width ? first : "?".padEnd(width);
}

function cursorIn(terminal: Terminal, back: number): ScreenView["cursor"] {
  const { cursorX, cursorY } = terminal.buffer.active;
  const y = cursorY + back;
  if (y >= terminal.rows) return undefined;
  // Behind the last column a line waits to be wrapped; the caret is shown on the last one.
  return { x: Math.min(cursorX, terminal.cols - 1), y };
}

interface DrawnRow {
  readonly text: string;
  readonly columns: number;
  /** A copy of the line's raw cells; undefined when they cannot be compared. */
  readonly cells: Uint32Array | undefined;
}

/** The emulator's own store of a line. Not in its public face: when it is not there, every row is drawn again. */
interface RawLine {
  readonly _line?: {
    readonly _data?: Uint32Array;
    readonly _combined?: Readonly<Record<number, unknown>>;
    readonly _extendedAttrs?: Readonly<Record<number, unknown>>;
  };
}

function copyCells(line: IBufferLine): Uint32Array | undefined {
  const raw = (line as RawLine)._line;
  if (raw?._data === undefined) return undefined;
  // Combined characters and extended attributes lie outside the numbers.
  for (const _ in raw._combined) return undefined;
  for (const _ in raw._extendedAttrs) return undefined;
  return raw._data.slice();
}

function isSame(known: DrawnRow, line: IBufferLine): boolean {
  const now = (line as RawLine)._line?._data;
  const then = known.cells;
  if (now === undefined || then === undefined || now.length !== then.length) return false;
  for (let index = 0; index < now.length; index++) if (now[index] !== then[index]) return false;
  return true;
}
