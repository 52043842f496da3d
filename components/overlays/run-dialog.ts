import { spinnerAt } from "../beat.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, cut, fit, pad, printable } from "../widgets/text.ts";
import { fieldText } from "../widgets/text-field.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { fieldWithCaret } from "./caret.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";
import { FIELD_NAMES, type FieldName, type RunForm, type TextName } from "./run-form.ts";

const LABEL_COLUMNS = 13;

/** The form in which a container is asked for. */
export function runDialog(
  form: RunForm,
  screen: Dialog["at"] | { columns: number; rows: number },
  { theme, words, beatMs = 0 }: Look & { readonly beatMs?: number },
): Dialog {
  const columns = dialogColumns(screen, 76);
  const inside = columns - 4;
  const body = [
    "",
    ...FIELD_NAMES.flatMap((name) => fieldRows(form, name, inside, { theme, words })),
    ...(form.problems.form === undefined ? [] : ["", ...problemRows(form.problems.form, inside, theme)]),
    "",
    theme.muted(cut(imageWords(form, words), inside)),
  ];
  return dialog({
    screen,
    theme,
    title: words.title(printable(form.reference)),
    body,
    columns,
    keys: form.starting
      ? [[spinnerAt(theme.glyphs.spinner, beatMs), words.starting]]
      : [
          ["enter", words.start],
          ["tab", words.nextField],
          ["esc", words.close],
        ],
  });
}

interface Look {
  readonly theme: Theme;
  readonly words: Words["form"];
}

function fieldRows(form: RunForm, name: FieldName, columns: number, look: Look): string[] {
  const { theme, words } = look;
  const active = form.active === name && !form.starting;
  const mark = active ? theme.accent(theme.glyphs.selected) : " ";
  const label = pad(words.labels[name], LABEL_COLUMNS - 1);
  const head = mark + (active ? theme.strong(label) : theme.muted(label));
  const room = columns - LABEL_COLUMNS;
  const value = name === "tty" ? ttyValue(form, active, look) : textValue(form, name, active, room, look);
  const problem = form.problems[name];
  const indent = " ".repeat(LABEL_COLUMNS);
  return [
    head + value,
    ...(problem === undefined ? [] : problemRows(problem, room, theme).map((row) => indent + row)),
  ];
}

function textValue(form: RunForm, name: TextName, active: boolean, columns: number, look: Look): string {
  const { theme, words } = look;
  const field = form.fields[name];
  if (fieldText(field) === "") {
    if (!active) return theme.field.placeholder(cut(words.placeholders[name], columns));
    const [first = " ", ...rest] = words.placeholders[name];
    return theme.selected(first) + theme.field.placeholder(cut(rest.join(""), columns - columnsOf(first)));
  }
  return active ? fieldWithCaret(field, columns, theme) : fit(printable(fieldText(field)), columns);
}

function ttyValue({ tty }: RunForm, active: boolean, { theme, words }: Look): string {
  const { running, stopped } = theme.glyphs;
  const choice = (on: boolean, word: string): string =>
    on ? (active ? theme.accent : theme.text)(`${running} ${word}`) : theme.muted(`${stopped} ${word}`);
  return `${choice(tty, words.yes)}  ${choice(!tty, words.no)}${active ? theme.muted(`   ${words.spaceChanges}`) : ""}`;
}

function problemRows(problem: string, columns: number, theme: Theme): string[] {
  return wrapText(`${theme.glyphs.failed} ${printable(problem)}`, columns).map(theme.status.danger);
}

/** What the image brings along, so that nobody types it again. */
function imageWords({ image: { config } }: RunForm, words: Words["form"]): string {
  const { user, workingDir, env } = config.process;
  const names = env.map((one) => one.split("=")[0] ?? "").filter((one) => one !== "");
  return [
    words.as(user === "" ? "root" : printable(user)),
    words.in(workingDir === "" ? "/" : printable(workingDir)),
    ...(names.length === 0 ? [] : [words.withSet(names.map(printable).join(", "))]),
  ].join(" ");
}
