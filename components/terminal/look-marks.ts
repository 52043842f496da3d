import type { LookBack, LookScreen } from "./look-view.ts";
import type { Mark } from "./render-screen.ts";
import { findMatches, type RowPart } from "./search.ts";
import { selectedParts } from "./selection.ts";
import { settle } from "./text-motion.ts";

/** What stands out while one looks back, by row of the view: what is selected, and above it what a search found. */
export function lookMarks(
  { top, caret, selection, query }: LookBack,
  { buffer, rows }: LookScreen,
): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>();
  const mark = ({ row, from, to }: RowPart, look: Mark["look"]): void => {
    if (row >= top && row < top + rows)
      marks.set(row - top, [...(marks.get(row - top) ?? []), { from, to, look }]);
  };
  for (const { parts } of findMatches(buffer, query, top, top + rows)) {
    const [first] = parts;
    const isCurrent = first?.row === caret.row && first.from === caret.column;
    for (const part of parts) mark(part, isCurrent ? "current" : "found");
  }
  if (selection !== undefined) {
    for (const part of selectedParts(buffer, selection, settle(buffer, caret))) mark(part, "selected");
  }
  return marks;
}
