import type { IBuffer, IBufferLine } from "@xterm/headless";

/** A place where the text was found: parts of rows, more than one when it was wrapped. */
export interface Match {
  readonly parts: readonly MatchPart[];
}

export interface MatchPart {
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
  for (let row = lineStart(buffer, from); row < to; ) {
    const end = lineEnd(buffer, row);
    const line = readLine(buffer, row, end);
    // Lower case may change the length of a few letters; then such a line is searched as it is.
    const lower = line.text.toLowerCase();
    const text = exact || lower.length !== line.text.length ? line.text : lower;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      matches.push({ parts: partsOf(line.places, at, at + wanted.length) });
    }
    row = end;
  }
  return matches;
}

function lineStart(buffer: IBuffer, row: number): number {
  let start = Math.max(0, row);
  while (start > 0 && buffer.getLine(start)?.isWrapped) start--;
  return start;
}

function lineEnd(buffer: IBuffer, row: number): number {
  let end = row + 1;
  while (end < buffer.length && buffer.getLine(end)?.isWrapped) end++;
  return end;
}

/** Row, column and width of the cell behind each unit of the text. */
type Place = readonly [row: number, column: number, width: number];

function readLine(buffer: IBuffer, row: number, end: number): { text: string; places: Place[] } {
  let text = "";
  const places: Place[] = [];
  for (let y = row; y < end; y++) {
    const line = buffer.getLine(y);
    if (line !== undefined) text += readRow(line, y, places, y === end - 1);
  }
  return { text, places };
}

function readRow(line: IBufferLine, y: number, places: Place[], last: boolean): string {
  const plain = line.translateToString(last);
  if (/^[\x20-\x7e]*$/.test(plain)) {
    for (let x = 0; x < plain.length; x++) places.push([y, x, 1]);
    return plain;
  }
  let text = "";
  for (let x = 0; x < line.length; x++) {
    const cell = line.getCell(x);
    const width = cell?.getWidth() ?? 1;
    if (width === 0) continue;
    const characters = cell?.getChars() || " ";
    text += characters;
    for (let unit = 0; unit < characters.length; unit++) places.push([y, x, width]);
  }
  return text;
}

function partsOf(places: readonly Place[], from: number, to: number): MatchPart[] {
  const parts: MatchPart[] = [];
  for (const [row, column, width] of places.slice(from, to)) {
    const open = parts.at(-1);
    if (open?.row === row) parts[parts.length - 1] = { ...open, to: column + width };
    else parts.push({ row, from: column, to: column + width });
  }
  return parts;
}
