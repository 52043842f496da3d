import type { IBuffer, IBufferLine } from "@xterm/headless";

/** A cell of a buffer: its row, the oldest of the scrollback being 0, its column, and how many columns it takes. */
export type Place = readonly [row: number, column: number, width: number];

/** A line as the program wrote it, over all the rows that it was wrapped to. */
export interface TextLine {
  readonly firstRow: number;
  /** Excluded. */
  readonly endRow: number;
  /** Without the blank cells at its end. */
  readonly text: string;
  /** The cell behind each unit of the text. Read when it is first asked for. */
  readonly places: readonly Place[];
}

/** The line that the row belongs to. */
export function readLine(buffer: IBuffer, row: number): TextLine {
  const firstRow = lineStart(buffer, row);
  const endRow = lineEnd(buffer, row);
  const rows = Array.from({ length: endRow - firstRow }, (_, index) => {
    const y = firstRow + index;
    return readRow(buffer.getLine(y), y === endRow - 1 ? undefined : buffer.getLine(y + 1));
  });
  let places: readonly Place[] | undefined;
  return {
    firstRow,
    endRow,
    text: rows.map(({ text }) => text).join(""),
    get places() {
      places ??= rows.flatMap(({ text, cells }, index) =>
        Array.from({ length: text.length }, (_, unit): Place => {
          const [column, width] = cells?.[unit] ?? [unit, 1];
          return [firstRow + index, column, width];
        }),
      );
      return places;
    },
  };
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

interface RowText {
  readonly text: string;
  /** Column and width behind each unit; without them each unit is a column. */
  readonly cells?: readonly (readonly [column: number, width: number])[];
}

/** `next`: the row that goes on with the same line. */
function readRow(line: IBufferLine | undefined, next: IBufferLine | undefined): RowText {
  if (line === undefined) return { text: "" };
  const plain = line.translateToString(next === undefined);
  if (/^[\x20-\x7e]*$/.test(plain) && !isPadded(line, next)) return { text: plain };
  const end = textEnd(line, next);
  const cells: [number, number][] = [];
  let text = "";
  for (let x = 0; x < end; x++) {
    const cell = line.getCell(x);
    const width = cell?.getWidth() ?? 1;
    if (width === 0) continue;
    const characters = cell?.getChars() || " ";
    text += characters;
    for (let unit = 0; unit < characters.length; unit++) cells.push([x, width]);
  }
  return { text, cells };
}

function textEnd(line: IBufferLine, next: IBufferLine | undefined): number {
  if (next !== undefined) return isPadded(line, next) ? line.length - 1 : line.length;
  let end = line.length;
  while (end > 0 && isBlank(line, end - 1)) end--;
  return end;
}

/** The last column stayed empty because the wide character that came next did not fit. */
function isPadded(line: IBufferLine, next: IBufferLine | undefined): boolean {
  return next?.getCell(0)?.getWidth() === 2 && isBlank(line, line.length - 1);
}

function isBlank(line: IBufferLine, x: number): boolean {
  const cell = line.getCell(x);
  return cell === undefined || (cell.getWidth() === 1 && cell.getChars() === "");
}
