import { showKey } from "../keymap/show-key.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, cut, fit, pad } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { fieldWithCaret } from "./caret.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";
import { type PaletteEntry, type PaletteState, paletteText } from "./palette.ts";
import { matchEntries, type PaletteMatch, readCommandLine } from "./palette-match.ts";

interface PaletteView {
  readonly state: PaletteState;
  readonly entries: readonly PaletteEntry[];
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly words: Words;
}

const KEY_COLUMNS = 11;
const TITLE_COLUMNS = 23;
/** Between the line and the list. */
const BELOW_ROWS = 2;

/** The line that is typed, and below it what it could mean, each with its key or why it cannot run now. */
export function paletteDialog({ state, entries, screen, theme, words }: PaletteView): Dialog {
  const columns = dialogColumns(screen, 120);
  const inside = columns - 4;
  const query = paletteText(state);
  const matches = matchEntries(entries, query);
  const selected = Math.min(state.selected, matches.length - 1);
  const height = Math.max(1, screen.rows - 7 - BELOW_ROWS);
  const top = Math.max(0, Math.min(selected - (height >> 1), matches.length - height));
  const rows = matches
    .slice(top, top + height)
    .map((match, index) => matchRow(match, top + index === selected, inside, theme));
  const chosen = matches[selected]?.entry;
  const body = [
    `${theme.key(":")} ${fieldWithCaret(state.field, inside - 2, theme)}`,
    ...filled(below({ state, line: readCommandLine(entries, query), chosen }, inside, theme), BELOW_ROWS),
    ...(rows.length === 0 ? [theme.muted(words.palette.nothing)] : rows),
  ];
  return dialog({
    screen,
    theme,
    title: words.palette.title,
    columns,
    // As high however much is found, so that the line stays where it is.
    body: filled(body, 1 + BELOW_ROWS + height),
    keys: [
      ["enter", words.palette.run],
      ["tab", words.palette.complete],
      [theme.terminal.glyphs === "unicode" ? "↑" : "up", words.palette.history],
      ["esc", words.dialogs.close],
    ],
  });
}

interface Below {
  readonly state: PaletteState;
  readonly line: ReturnType<typeof readCommandLine>;
  readonly chosen: PaletteEntry | undefined;
}

/** What stands in the way; or how the command is written, and what the chosen row has no room for. */
function below({ state: { problem }, line, chosen }: Below, columns: number, theme: Theme): string[] {
  if (problem !== undefined)
    return wrapText(`${theme.glyphs.warning} ${problem}`, columns).map(theme.status.warning);
  const usage = line === undefined ? [] : [cut(line.entry.command.usage, columns)];
  const detail = chosen === undefined ? "" : detailOf(chosen);
  const told = columnsOf(detail) <= detailColumns(columns) ? [] : wrapText(detail, columns);
  return [...usage, ...told].map(theme.muted);
}

function detailColumns(columns: number): number {
  return columns - KEY_COLUMNS - TITLE_COLUMNS - 1;
}

function matchRow(
  { entry, inTitle, inDetail }: PaletteMatch,
  chosen: boolean,
  columns: number,
  theme: Theme,
): string {
  const [key] = entry.kind === "action" ? entry.action.keys : [];
  const reason = reasonOf(entry);
  const shownKey = key === undefined ? "" : showKey(key, { ascii: theme.terminal.glyphs !== "unicode" });
  const style = reason !== undefined ? theme.disabled : chosen ? theme.strong : theme.text;
  const detail = reason === undefined ? lit(entry.detail, inDetail, theme.match) : theme.disabled(reason);
  return [
    chosen ? theme.accent(theme.glyphs.selected) : " ",
    theme.key(pad(shownKey, KEY_COLUMNS - 2)),
    style(fit(lit(entry.title, inTitle, theme.match), TITLE_COLUMNS - 1)),
    cut(detail, detailColumns(columns)),
  ].join(" ");
}

function reasonOf(entry: PaletteEntry): string | undefined {
  return entry.kind === "action" ? entry.reason : undefined;
}

function detailOf(entry: PaletteEntry): string {
  return reasonOf(entry) ?? entry.detail;
}

/** So many rows, whatever there is to fill them. */
function filled(rows: readonly string[], height: number): string[] {
  return Array.from({ length: height }, (_, index) => rows[index] ?? "");
}

/** Lets the characters at these places stand out. */
function lit(text: string, indexes: readonly number[], style: (text: string) => string): string {
  if (indexes.length === 0) return text;
  const marked = new Set(indexes);
  let row = "";
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    row += marked.has(index) ? style(character) : character;
  }
  return row;
}
