import type { LogLine } from "./log-source.ts";

/**
 * Where the person stands: at the end, going with it, or with a line at the top of the window. `row` counts the rows of
 * that line that are above the window, when lines are wrapped.
 */
export type LogPlace =
  | { readonly at: "end" }
  | { readonly at: "line"; readonly index: number; readonly row: number };

export interface LogWindow {
  readonly height: number;
  /** How many rows a line takes. */
  readonly rowsOf: (line: LogLine) => number;
}

/** The line and row at the top of the window. */
export function topOf(
  place: LogPlace,
  lines: readonly LogLine[],
  window: LogWindow,
): { index: number; row: number } {
  const last = lastTop(lines, window);
  if (place.at === "end") return last;
  const row = Math.min(place.row, Math.max(0, rowsAt(lines, place.index, window) - 1));
  const isBehind = place.index > last.index || (place.index === last.index && row > last.row);
  return isBehind ? last : { index: place.index, row };
}

/** So many rows down, or up; moving to the last window means following again. */
export function moveRows(
  place: LogPlace,
  by: number,
  lines: readonly LogLine[],
  window: LogWindow,
): LogPlace {
  let { index, row } = topOf(place, lines, window);
  for (let left = by; left !== 0; ) {
    if (left > 0) {
      const rest = rowsAt(lines, index, window) - row;
      if (rest > left || index >= lines.length - 1) {
        row += Math.min(left, rest - 1);
        break;
      }
      index += 1;
      row = 0;
      left -= rest;
    } else if (row > 0) {
      const step = Math.min(row, -left);
      row -= step;
      left += step;
    } else {
      if (index === 0) break;
      index -= 1;
      row = rowsAt(lines, index, window) - 1;
      left += 1;
    }
  }
  const last = lastTop(lines, window);
  const atEnd = index > last.index || (index === last.index && row >= last.row);
  return atEnd ? { at: "end" } : { at: "line", index, row };
}

function lastTop(lines: readonly LogLine[], window: LogWindow): { index: number; row: number } {
  let rows = 0;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    rows += rowsAt(lines, index, window);
    if (rows >= window.height) return { index, row: rows - window.height };
  }
  return { index: 0, row: 0 };
}

function rowsAt(lines: readonly LogLine[], index: number, { rowsOf }: LogWindow): number {
  const line = lines[index];
  return line === undefined ? 1 : Math.max(1, rowsOf(line));
}
