import { CodedError } from "../../src/base/errors.ts";
import { type KeyOf, namedKeys } from "../keymap/key-of.ts";
import type { Theme } from "../theme/theme.ts";
import { printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { fieldWithCaret } from "./caret.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";
import type { Overlay } from "./overlay.ts";

interface Screen {
  readonly columns: number;
  readonly rows: number;
}

interface Look {
  readonly theme: Theme;
  readonly words: Words;
  readonly keyOf: KeyOf;
}

type Of<K extends Overlay["kind"]> = Extract<Overlay, { kind: K }>;

export function confirmDialog(
  { question }: Of<"confirm">,
  screen: Screen,
  { theme, words, keyOf }: Look,
): Dialog {
  const columns = dialogColumns(screen, 60);
  const { title, names, force, lines } = question;
  const wrap = (text: string): string[] => wrapText(printable(text), columns - 4);
  const parts = [
    ...(names === undefined ? [] : [wrap(names).map(theme.strong)]),
    ...(force === undefined ? [] : [wrap(`${theme.glyphs.warning} ${force}`).map(theme.status.warning)]),
    ...lines.map(wrap),
  ];
  return dialog({
    screen,
    theme,
    title: printable(title),
    columns,
    body: parts.flatMap((part) => ["", ...part]).concat(""),
    keys: namedKeys(keyOf, [
      ...(question.yes === undefined ? [] : [["confirm.yes", question.yes] as const]),
      ...(question.further === undefined ? [] : [["confirm.further", question.further.label] as const]),
      ["dialogs.close", question.yes === undefined ? words.dialogs.close : words.questions.keep],
    ]),
  });
}

export function promptDialog(
  { prompt, field, problem, choices = [] }: Of<"prompt">,
  screen: Screen,
  { theme, words }: Look,
): Dialog {
  const columns = dialogColumns(screen, 72);
  const below =
    problem === undefined
      ? wrapText(printable(prompt.hint), columns - 4).map(theme.muted)
      : wrapText(`${theme.glyphs.failed} ${printable(problem)}`, columns - 4).map(theme.status.danger);
  return dialog({
    screen,
    theme,
    title: printable(prompt.title),
    columns,
    body: [
      "",
      fieldWithCaret(field, columns - 4, theme),
      "",
      ...choiceRows(choices, columns - 4, theme),
      ...below,
    ],
    keys: [
      ["enter", words.dialogs.doIt],
      ...(prompt.complete === undefined ? [] : [["tab", words.dialogs.goOn] as const]),
      ["esc", words.dialogs.close],
    ],
  });
}

const MOST_CHOICE_ROWS = 4;

/** The names that tab found, side by side in a few rows. */
function choiceRows(choices: readonly string[], columns: number, theme: Theme): string[] {
  if (choices.length === 0) return [];
  const rows = wrapText(choices.map(printable).join("  "), columns);
  const shown = rows.slice(0, MOST_CHOICE_ROWS);
  if (rows.length > shown.length) shown.push(theme.glyphs.ellipsis);
  return [...shown.map(theme.accent), ""];
}

/** What, why, and what to do, each on its own; then what lay under it. */
export function errorDialog(
  { error, top, full = false }: Of<"error">,
  screen: Screen,
  { theme, words, keyOf }: Look,
): Dialog {
  const columns = dialogColumns(screen, 76);
  const wrap = (text: string): string[] => wrapText(printable(text), columns - 4);
  const [what, ...why] = error.message.split(": ");
  const body = [
    "",
    ...wrap(what ?? "").map(theme.status.danger),
    ...(why.length === 0 ? [] : wrap(why.join(": "))),
    ...(error.hint === undefined ? [] : ["", ...wrap(error.hint).map(theme.accent)]),
    ...others(error).flatMap((other) => [
      "",
      ...wrap(other.message).map(theme.status.danger),
      ...(other.hint === undefined ? [] : wrap(other.hint).map(theme.accent)),
    ]),
    ...(full ? ["", ...details(error, words).flatMap(wrap).map(theme.muted)] : []),
    "",
  ];
  return dialog({
    screen,
    theme,
    title: words.dialogs.error,
    columns,
    body,
    top,
    keys: namedKeys(keyOf, [
      ...(full ? [] : [["error.details", words.messages.details] as const]),
      ["dialogs.close", words.dialogs.close],
    ]),
  });
}

/** What lay under it, and by which name it can be looked up. */
function details(error: CodedError, { dialogs }: Words): string[] {
  return [...causes(error).map(dialogs.because), `${error.kind} · ${error.code}`];
}

/** Messages of what caused the error, as far as they say something new. */
function causes(error: CodedError): string[] {
  const found: string[] = [];
  let told = error.message;
  for (
    let cause = error.cause;
    cause instanceof Error && !(cause instanceof AggregateError) && found.length < 4;
    cause = cause.cause
  ) {
    if (!told.includes(cause.message)) found.push(cause.message);
    told += cause.message;
  }
  return found;
}

/** What went wrong beside it. */
function others({ cause }: CodedError): CodedError[] {
  return cause instanceof AggregateError
    ? cause.errors.filter((one): one is CodedError => one instanceof CodedError)
    : [];
}
