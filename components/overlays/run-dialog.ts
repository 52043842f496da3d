import type { Theme } from "../theme/theme.ts";
import { cut, fit, pad, printable } from "../widgets/text.ts";
import { fieldText } from "../widgets/text-field.ts";
import { wrapText } from "../widgets/wrap.ts";
import { fieldWithCaret } from "./caret.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";
import { FIELD_NAMES, type FieldName, type RunForm, type TextName } from "./run-form.ts";

const LABELS: Readonly<Record<FieldName, string>> = {
  command: "Command",
  name: "Name",
  tty: "Terminal",
  environment: "Environment",
  memory: "Memory",
  cpus: "CPUs",
};
const PLACEHOLDERS: Readonly<Record<TextName, string>> = {
  command: "what to run, such as sh",
  name: "one is chosen for you",
  environment: "KEY=value OTHER='two words'",
  memory: "no limit; 512m, 1.5g",
  cpus: "no limit; 0.5, 2",
};
const LABEL_COLUMNS = 13;

/** The form in which a container is asked for. */
export function runDialog(
  form: RunForm,
  screen: Dialog["at"] | { columns: number; rows: number },
  theme: Theme,
): Dialog {
  const columns = dialogColumns(screen, 76);
  const inside = columns - 4;
  const body = [
    "",
    ...FIELD_NAMES.flatMap((name) => fieldRows(form, name, inside, theme)),
    ...(form.problems.form === undefined ? [] : ["", ...problemRows(form.problems.form, inside, theme)]),
    "",
    theme.muted(cut(imageWords(form), inside)),
  ];
  return dialog({
    screen,
    theme,
    title: `Run ${printable(form.reference)}`,
    body,
    columns,
    keys: form.starting
      ? [[theme.glyphs.running, "starting…"]]
      : [
          ["enter", "start"],
          ["tab", "next field"],
          ["esc", "close"],
        ],
  });
}

function fieldRows(form: RunForm, name: FieldName, columns: number, theme: Theme): string[] {
  const active = form.active === name && !form.starting;
  const mark = active ? theme.accent(theme.glyphs.selected) : " ";
  const label = pad(LABELS[name], LABEL_COLUMNS - 1);
  const head = mark + (active ? theme.strong(label) : theme.muted(label));
  const room = columns - LABEL_COLUMNS;
  const value = name === "tty" ? ttyValue(form, active, theme) : textValue(form, name, active, room, theme);
  const problem = form.problems[name];
  const indent = " ".repeat(LABEL_COLUMNS);
  return [
    head + value,
    ...(problem === undefined ? [] : problemRows(problem, room, theme).map((row) => indent + row)),
  ];
}

function textValue(form: RunForm, name: TextName, active: boolean, columns: number, theme: Theme): string {
  const field = form.fields[name];
  if (fieldText(field) === "") {
    if (!active) return theme.field.placeholder(cut(PLACEHOLDERS[name], columns));
    const [first = " ", ...rest] = PLACEHOLDERS[name];
    return theme.selected(first) + theme.field.placeholder(cut(rest.join(""), columns - 1));
  }
  return active ? fieldWithCaret(field, columns, theme) : fit(printable(fieldText(field)), columns);
}

function ttyValue({ tty }: RunForm, active: boolean, theme: Theme): string {
  const { running, stopped } = theme.glyphs;
  const choice = (on: boolean, word: string): string =>
    on ? (active ? theme.accent : theme.text)(`${running} ${word}`) : theme.muted(`${stopped} ${word}`);
  return `${choice(tty, "yes")}  ${choice(!tty, "no")}${active ? theme.muted("   space changes it") : ""}`;
}

function problemRows(problem: string, columns: number, theme: Theme): string[] {
  return wrapText(`${theme.glyphs.failed} ${printable(problem)}`, columns).map(theme.status.danger);
}

/** What the image brings along, so that nobody types it again. */
function imageWords({ image: { config } }: RunForm): string {
  const { user, workingDir, env } = config.process;
  const names = env.map((one) => one.split("=")[0] ?? "").filter((one) => one !== "");
  return [
    `as ${user === "" ? "root" : printable(user)}`,
    `in ${workingDir === "" ? "/" : printable(workingDir)}`,
    ...(names.length === 0 ? [] : [`with ${names.map(printable).join(", ")} set`]),
  ].join(" ");
}
