import type { ContainerIsolation } from "../../src/engine/containers/isolation.ts";
import { layoutTable, type TableColumn } from "../widgets/table.ts";
import { fit, printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { type IsolationRow, isolationSections } from "./isolation-sections.ts";

export interface IsolationLine {
  readonly text: string;
  readonly look: "plain" | "muted" | "warning" | "title";
}

/** What isolates a container as it stands in so many columns: cells that are too narrow go on in the next line. */
export function isolationLines(
  seen: ContainerIsolation,
  columns: number,
  words: Words["isolation"],
): IsolationLine[] {
  return isolationSections(seen, words).flatMap(({ title, tables }): IsolationLine[] => [
    ...(title === undefined
      ? []
      : [
          { text: "", look: "plain" as const },
          { text: title, look: "title" as const },
        ]),
    ...tables.flatMap((rows) => tableLines(rows, columns)),
  ]);
}

function tableLines(rows: readonly IsolationRow[], columns: number): IsolationLine[] {
  const cells = rows.map((row) => row.cells.map(printable));
  const count = Math.max(0, ...cells.map(({ length }) => length));
  const widths = layoutTable(tableColumns(count, columns), cells, columns);
  return rows.flatMap((row, index) => {
    const parts = (cells[index] ?? []).map((cell, at) => wrapText(cell, widths[at] ?? columns));
    const height = Math.max(...parts.map(({ length }) => length));
    return Array.from(
      { length: height },
      (_, line): IsolationLine => ({
        look: row.look ?? "plain",
        text: parts
          .map((part, at) => fit(part[line] ?? "", widths[at] ?? columns))
          .join(" ")
          .trimEnd(),
      }),
    );
  });
}

/** Where there is room, all tables stand under each other. */
function tableColumns(count: number, columns: number): TableColumn[] {
  const least = columns < WIDE ? [15, 11, 11] : [24, 19, 19];
  return Array.from({ length: count }, (_, at) => ({ min: at === count - 1 ? 0 : (least[at] ?? 0) }));
}

const WIDE = 74;
