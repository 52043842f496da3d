import type { Theme } from "../theme/theme.ts";
import { sliceColumns } from "../widgets/text.ts";
import { fieldRow, type TextField } from "../widgets/text-field.ts";

/** A line being edited, with its caret drawn: the real one belongs to terminals. */
export function fieldWithCaret(field: TextField, columns: number, theme: Theme): string {
  const { row, caret } = fieldRow(field, columns);
  const at = sliceColumns(row, caret, caret + 1);
  const under = at === "" ? " " : at;
  return `${theme.field.text(sliceColumns(row, 0, caret))}${theme.selected(under)}${theme.field.text(sliceColumns(row, caret + 1, columns))}`;
}
