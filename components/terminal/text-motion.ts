import type { IBuffer } from "@xterm/headless";
import { readLine } from "./text-line.ts";

/** A place in a buffer, the oldest row of the scrollback being 0. */
export interface Spot {
  readonly row: number;
  /** May lie behind the text of its row, as when one comes from a longer one: then its last character is meant. */
  readonly column: number;
}

export type TextMotion =
  | "left"
  | "right"
  | "word"
  | "word-back"
  | "word-end"
  | "line-start"
  | "text-start"
  | "line-end";

/** The first column of the character that is meant, so that a caret never stands in the middle of a wide one. */
export function settle(buffer: IBuffer, spot: Spot): Spot {
  const cells = cellsOf(buffer, spot.row);
  return cells[indexOf(cells, spot)]?.spot ?? { row: spot.row, column: 0 };
}

/** Moves as vim does; a line is one however it was wrapped. Words end at `lastRow`. */
export function moveInText(buffer: IBuffer, from: Spot, motion: TextMotion, lastRow: number): Spot {
  const cells = cellsOf(buffer, from.row);
  const index = indexOf(cells, from);
  const at = (cell: number): Spot => cells[cell]?.spot ?? from;
  switch (motion) {
    case "left":
      return at(Math.max(0, index - 1));
    case "right":
      return at(Math.min(cells.length - 1, index + 1));
    case "line-start":
      return at(0);
    case "text-start":
      return at(
        Math.max(
          0,
          cells.findIndex(({ kind }) => kind !== "blank"),
        ),
      );
    case "line-end":
      // Also on longer lines, if one goes on to them.
      return { row: at(cells.length - 1).row, column: Number.POSITIVE_INFINITY };
    case "word":
      return nextWord(buffer, { cells, index, row: from.row }, lastRow) ?? at(cells.length - 1);
    case "word-end":
      return wordEnd(buffer, { cells, index, row: from.row }, lastRow) ?? at(cells.length - 1);
    case "word-back":
      return wordBefore(buffer, { cells, index, row: from.row }) ?? at(0);
  }
}

interface TextCell {
  readonly spot: Spot;
  readonly kind: "blank" | "word" | "sign";
}

/** The characters of the row's line, without the blanks at its end, with which programs clear what stood there. */
function cellsOf(buffer: IBuffer, row: number): TextCell[] {
  const { text, places } = readLine(buffer, row);
  const cells: TextCell[] = [];
  for (const [unit, [y, x]] of places.slice(0, text.trimEnd().length).entries()) {
    const last = cells.at(-1)?.spot;
    // All units of an emoji or of a letter with its accents stand in one cell.
    if (last?.row === y && last.column === x) continue;
    cells.push({ spot: { row: y, column: x }, kind: kindOf(String.fromCodePoint(text.codePointAt(unit)!)) });
  }
  return cells;
}

function kindOf(character: string): TextCell["kind"] {
  if (/\s/.test(character)) return "blank";
  return /[\p{L}\p{N}\p{M}_]/u.test(character) ? "word" : "sign";
}

/** The cell at the place or the last one before it; the first when there is none. */
function indexOf(cells: readonly TextCell[], { row, column }: Spot): number {
  const before = ({ spot }: TextCell): boolean =>
    spot.row < row || (spot.row === row && spot.column <= column);
  return Math.max(0, cells.findLastIndex(before));
}

interface InLine {
  readonly cells: readonly TextCell[];
  readonly index: number;
  readonly row: number;
}

function nextWord(buffer: IBuffer, { cells, index, row }: InLine, lastRow: number): Spot | undefined {
  let next = index;
  const kind = cells[index]?.kind;
  while (next < cells.length && cells[next]!.kind === kind) next++;
  while (cells[next]?.kind === "blank") next++;
  if (next < cells.length) return cells[next]!.spot;
  const below = readLine(buffer, row).endRow;
  if (below > lastRow) return undefined;
  const line = cellsOf(buffer, below);
  // An empty line counts as a word.
  if (line.length === 0) return { row: below, column: 0 };
  if (line[0]!.kind !== "blank") return line[0]!.spot;
  return nextWord(buffer, { cells: line, index: 0, row: below }, lastRow);
}

function wordEnd(buffer: IBuffer, { cells, index, row }: InLine, lastRow: number): Spot | undefined {
  let next = index + 1;
  while (cells[next]?.kind === "blank") next++;
  if (next < cells.length) {
    while (cells[next + 1]?.kind === cells[next]!.kind) next++;
    return cells[next]!.spot;
  }
  const below = readLine(buffer, row).endRow;
  if (below > lastRow) return undefined;
  return wordEnd(buffer, { cells: cellsOf(buffer, below), index: -1, row: below }, lastRow);
}

function wordBefore(buffer: IBuffer, { cells, index, row }: InLine): Spot | undefined {
  let next = index - 1;
  while (cells[next]?.kind === "blank") next--;
  if (next >= 0) {
    while (next > 0 && cells[next - 1]!.kind === cells[next]!.kind) next--;
    return cells[next]!.spot;
  }
  const above = readLine(buffer, row).firstRow - 1;
  if (above < 0) return undefined;
  const line = cellsOf(buffer, above);
  if (line.length === 0) return { row: above, column: 0 };
  return wordBefore(buffer, { cells: line, index: line.length, row: above });
}
