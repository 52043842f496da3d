import type { IBuffer } from "@xterm/headless";
import type { RowPart } from "./search.ts";
import { readLine } from "./text-line.ts";
import type { Spot } from "./text-motion.ts";

/** What is chosen from its start to the caret, both included. */
export interface Selection {
  /** Lines are chosen whole, with all the rows that they were wrapped to. */
  readonly unit: "characters" | "lines";
  readonly start: Spot;
}

export interface Selected {
  readonly text: string;
  /** As a person would count it: characters within a line, lines otherwise. */
  readonly count: number;
  readonly unit: Selection["unit"];
}

/** The chosen text: lines are joined again where they were wrapped, and lose the blanks at their ends. */
export function selectedText(buffer: IBuffer, { unit, start }: Selection, caret: Spot): Selected {
  const { first, last } = inOrder(start, caret);
  const texts: string[] = [];
  for (let row = first.row; row <= last.row; ) {
    const { text, places, endRow } = readLine(buffer, row);
    const from = places.findIndex((place) => compare(place, first) >= 0);
    const to = places.findIndex((place) => compare(place, last) > 0);
    if (unit === "lines") texts.push(text.trimEnd());
    else if (to >= 0) texts.push(text.slice(Math.max(0, from), to));
    else texts.push(from < 0 ? "" : text.slice(from).trimEnd());
    row = endRow;
  }
  const text = texts.join("\n");
  if (unit === "lines" || texts.length > 1) return { text, unit: "lines", count: texts.length };
  return { text, unit, count: [...graphemes.segment(text)].length };
}

/** The columns that stand out, row by row. Between the ends all of a row does, so that empty lines show too. */
export function selectedParts(buffer: IBuffer, { unit, start }: Selection, caret: Spot): RowPart[] {
  const { first, last } = inOrder(start, caret);
  const lines = unit === "lines";
  const top = lines ? readLine(buffer, first.row).firstRow : first.row;
  const bottom = lines ? readLine(buffer, last.row).endRow - 1 : last.row;
  const lastWidth = buffer.getLine(last.row)?.getCell(last.column)?.getWidth() || 1;
  return Array.from({ length: bottom - top + 1 }, (_, index) => {
    const row = top + index;
    return {
      row,
      from: !lines && row === first.row ? first.column : 0,
      to: !lines && row === last.row ? last.column + lastWidth : Number.POSITIVE_INFINITY,
    };
  });
}

const graphemes = new Intl.Segmenter();

function inOrder(a: Spot, b: Spot): { first: Spot; last: Spot } {
  return compare([a.row, a.column], b) <= 0 ? { first: a, last: b } : { first: b, last: a };
}

function compare([row, column]: readonly [number, number, ...unknown[]], spot: Spot): number {
  return row - spot.row || column - spot.column;
}
