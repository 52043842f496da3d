import { showKey } from "../keymap/show-key.ts";
import type { Theme } from "../theme/theme.ts";
import { cut, fit, pad } from "../widgets/text.ts";
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

const KEY_COLUMNS = 12;
const TITLE_COLUMNS = 20;

/** The line that is typed, and below it what it could mean, each with its key or why it cannot run now. */
export function paletteDialog({ state, entries, screen, theme, words }: PaletteView): Dialog {
  const columns = dialogColumns(screen, 100);
  const inside = columns - 4;
  const query = paletteText(state);
  const matches = matchEntries(entries, query);
  const selected = Math.min(state.selected, matches.length - 1);
  const height = Math.max(1, screen.rows - 8);
  const top = Math.max(0, Math.min(selected - (height >> 1), matches.length - height));
  const rows = matches
    .slice(top, top + height)
    .map((match, index) => matchRow(match, top + index === selected, inside, theme));
  const body = [
    `${theme.key(":")} ${fieldWithCaret(state.field, inside - 2, theme)}`,
    belowLine(state, readCommandLine(entries, query), inside, theme),
    ...(rows.length === 0 ? [theme.muted(words.palette.nothing)] : rows),
  ];
  return dialog({
    screen,
    theme,
    title: words.palette.title,
    columns,
    // As high however much is found, so that the line stays where it is.
    body: [...body, ...Array.from({ length: Math.max(0, height + 2 - body.length) }, () => "")],
    keys: [
      ["enter", words.palette.run],
      ["tab", words.palette.complete],
      [theme.terminal.glyphs === "unicode" ? "↑" : "up", words.palette.history],
      ["esc", words.dialogs.close],
    ],
  });
}

/** What stands in the way, or how the command is written. */
function belowLine(
  { problem }: PaletteState,
  line: ReturnType<typeof readCommandLine>,
  columns: number,
  theme: Theme,
): string {
  if (problem !== undefined) return theme.status.warning(cut(`${theme.glyphs.warning} ${problem}`, columns));
  return line === undefined ? "" : theme.muted(cut(line.entry.command.usage, columns));
}

function matchRow(
  { entry, inTitle, inDetail }: PaletteMatch,
  chosen: boolean,
  columns: number,
  theme: Theme,
): string {
  const [key] = entry.kind === "action" ? entry.action.keys : [];
  const reason = entry.kind === "action" ? entry.reason : undefined;
  const shownKey = key === undefined ? "" : showKey(key, { ascii: theme.terminal.glyphs !== "unicode" });
  const style = reason !== undefined ? theme.disabled : chosen ? theme.strong : theme.text;
  const detail = reason === undefined ? lit(entry.detail, inDetail, theme.match) : theme.disabled(reason);
  return [
    chosen ? theme.accent(theme.glyphs.selected) : " ",
    theme.key(pad(shownKey, KEY_COLUMNS - 2)),
    style(fit(lit(entry.title, inTitle, theme.match), TITLE_COLUMNS - 1)),
    cut(detail, columns - KEY_COLUMNS - TITLE_COLUMNS - 1),
  ].join(" ");
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
