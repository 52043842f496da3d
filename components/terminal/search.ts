import type { IBuffer } from "@xterm/headless";
import { type Place, readLine } from "./text-line.ts";

/** A place where the text was found: parts of rows, more than one when it was wrapped. */
export interface Match {
  readonly parts: readonly RowPart[];
}

export interface RowPart {
  /** Row of the buffer, the oldest of the scrollback being 0. */
  readonly row: number;
  /** Columns, the end excluded. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds a text in a buffer, oldest first, also where a line was wrapped. Capitals count only when the text has one.
 * `from` and `to` limit the rows, the end excluded.
 */
export function findMatches(buffer: IBuffer, query: string, from = 0, to = buffer.length): Match[] {
  if (query === "") return [];
  const exact = query !== query.toLowerCase();
  const wanted = exact ? query : query.toLowerCase();
  const matches: Match[] = [];
  for (let row = from; row < to; ) {
    const line = readLine(buffer, row);
    // Lower case may change the length of a few letters; then such a line is searched as it is.
    const lower = line.text.toLowerCase();
    const text = exact || lower.length !== line.text.length ? line.text : lower;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      matches.push({ parts: partsOf(line.places, at, at + wanted.length) });
    }
    row = line.endRow;
  }
  return matches;
}

function partsOf(places: readonly Place[], from: number, to: number): RowPart[] {
  const parts: RowPart[] = [];
  for (const [row, column, width] of places.slice(from, to)) {
    const open = parts.at(-1);
    if (open?.row === row) parts[parts.length - 1] = { ...open, to: column + width };
    else parts.push({ row, from: column, to: column + width });
  }
  return parts;
}
