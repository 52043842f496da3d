import { type Align, columnsOf, fit } from "./text.ts";

export interface TableColumn {
  readonly align?: Align;
  /** Share of the columns left over; without it a column is as wide as its widest cell. */
  readonly grow?: number;
  readonly min?: number;
  readonly max?: number;
  /** When space is short, the column with the highest number goes first; without it a column stays. */
  readonly drop?: number;
}

/** Widths of a table's columns in so many screen columns, one space between; 0 for a column that was dropped. */
export function layoutTable(
  columns: readonly TableColumn[],
  cells: readonly (readonly string[])[],
  width: number,
): number[] {
  const natural = columns.map(({ min = 0, max = Number.POSITIVE_INFINITY }, index) => {
    const widest = cells.reduce((most, row) => Math.max(most, columnsOf(row[index] ?? "")), 0);
    return Math.min(max, Math.max(min, widest));
  });
  const widths = columns.map(({ grow, min = 0 }, index) => (grow ? Math.max(1, min) : natural[index]!));
  const order = columns
    .map(({ drop }, index) => ({ drop: drop ?? -1, index }))
    .sort((a, b) => b.drop - a.drop);
  for (const { drop, index } of order) {
    if (total(widths) <= width || drop < 0) break;
    widths[index] = 0;
  }
  share(columns, natural, widths, Math.max(0, width - total(widths)));
  shrink(widths, total(widths) - width);
  return widths;
}

/** One row, exactly as wide as the widths say. */
export function tableRow(
  columns: readonly TableColumn[],
  cells: readonly string[],
  widths: readonly number[],
  ellipsis = "…",
): string {
  return columns
    .flatMap(({ align }, index) =>
      widths[index] ? [fit(cells[index] ?? "", widths[index], align, ellipsis)] : [],
    )
    .join(" ");
}

function total(widths: readonly number[]): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width, 0) + Math.max(0, shown.length - 1);
}

/** First every growing column gets what its cells need, then the rest is shared. */
function share(
  columns: readonly TableColumn[],
  natural: readonly number[],
  widths: number[],
  spare: number,
): void {
  const growing = columns.flatMap(({ grow }, index) => (grow && widths[index]! > 0 ? [index] : []));
  let left = spare;
  for (const index of growing) {
    const more = Math.min(left, Math.max(0, natural[index]! - widths[index]!));
    widths[index]! += more;
    left -= more;
  }
  const shares = growing.reduce((sum, index) => sum + columns[index]!.grow!, 0);
  growing.forEach((index, at) => {
    const last = at === growing.length - 1;
    const max = columns[index]!.max ?? Number.POSITIVE_INFINITY;
    const more = last ? left : Math.floor((spare * columns[index]!.grow!) / shares);
    const given = Math.max(0, Math.min(more, left, max - widths[index]!));
    widths[index]! += given;
    left -= given;
  });
}

function shrink(widths: number[], over: number): void {
  let left = over;
  while (left > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widest < 0 || widths[widest]! <= 1) return;
    widths[widest]!--;
    left--;
  }
}
