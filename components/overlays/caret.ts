import type { Theme } from "../theme/theme.ts";
import { columnsOf, sliceColumns } from "../widgets/text.ts";
import { fieldRow, type TextField } from "../widgets/text-field.ts";

/** A line being edited, with its caret drawn: the real one belongs to terminals. */
export function fieldWithCaret(field: TextField, columns: number, theme: Theme): string {
  const { row, caret } = fieldRow(field, columns);
  // A wide letter is under the caret as a whole.
  const end = caret + Math.max(1, columnsOf(field.graphemes[field.cursor] ?? " "));
  const at = sliceColumns(row, caret, end);
  const under = at === "" ? " " : at;
  return `${theme.field.text(sliceColumns(row, 0, caret))}${theme.selected(under)}${theme.field.text(sliceColumns(row, end, columns))}`;
}
