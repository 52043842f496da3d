import { spinnerAt } from "../beat.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, cut, fit, pad, printable } from "../widgets/text.ts";
import { fieldText } from "../widgets/text-field.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { fieldWithCaret } from "./caret.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";
import type { Form, FormField } from "./form.ts";

const LABEL_COLUMNS = 13;

/** The questions below each other, each problem below its answer. */
export function formDialog(
  form: Form,
  screen: Dialog["at"] | { columns: number; rows: number },
  { theme, words, beatMs = 0 }: Look & { readonly beatMs?: number },
): Dialog {
  const columns = dialogColumns(screen, 76);
  const inside = columns - 4;
  const body = [
    "",
    ...form.fields.flatMap((field) => fieldRows(form, field, inside, { theme, words })),
    ...(form.problems.form === undefined ? [] : ["", ...problemRows(form.problems.form, inside, theme)]),
    "",
    theme.muted(cut(form.note, inside)),
  ];
  return dialog({
    screen,
    theme,
    title: form.title,
    body,
    columns,
    keys: form.busy
      ? [[spinnerAt(theme.glyphs.spinner, beatMs), form.doing]]
      : [
          ["enter", form.yes],
          ["tab", words.nextField],
          ["esc", words.close],
        ],
  });
}

interface Look {
  readonly theme: Theme;
  readonly words: Words["form"];
}

function fieldRows(form: Form, field: FormField, columns: number, look: Look): string[] {
  const { theme } = look;
  const active = form.active === field.name && !form.busy;
  const mark = active ? theme.accent(theme.glyphs.selected) : " ";
  const label = pad(field.label, LABEL_COLUMNS - 1);
  const head = mark + (active ? theme.strong(label) : theme.muted(label));
  const room = columns - LABEL_COLUMNS;
  const problem = form.problems[field.name];
  const indent = " ".repeat(LABEL_COLUMNS);
  return [
    head + valueText(field, active, room, look),
    ...(problem === undefined ? [] : problemRows(problem, room, theme).map((row) => indent + row)),
  ];
}

function valueText({ value, placeholder }: FormField, active: boolean, columns: number, look: Look): string {
  const { theme } = look;
  if (typeof value === "boolean") return choiceText(value, active, look);
  if (fieldText(value) === "") {
    if (!active) return theme.field.placeholder(cut(placeholder, columns));
    const [first = " ", ...rest] = placeholder;
    return theme.selected(first) + theme.field.placeholder(cut(rest.join(""), columns - columnsOf(first)));
  }
  return active ? fieldWithCaret(value, columns, theme) : fit(printable(fieldText(value)), columns);
}

function choiceText(yes: boolean, active: boolean, { theme, words }: Look): string {
  const { running, stopped } = theme.glyphs;
  const choice = (on: boolean, word: string): string =>
    on ? (active ? theme.accent : theme.text)(`${running} ${word}`) : theme.muted(`${stopped} ${word}`);
  return `${choice(yes, words.yes)}  ${choice(!yes, words.no)}${active ? theme.muted(`   ${words.spaceChanges}`) : ""}`;
}

function problemRows(problem: string, columns: number, theme: Theme): string[] {
  return wrapText(`${theme.glyphs.failed} ${printable(problem)}`, columns).map(theme.status.danger);
}
