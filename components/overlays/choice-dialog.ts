import { showKey } from "../keymap/show-key.ts";
import type { Theme } from "../theme/theme.ts";
import { cut, fit, printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { fieldWithCaret } from "./caret.ts";
import { type ChoiceRow, type ChoiceState, choiceRows } from "./choice.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";

interface ChoiceView {
  readonly state: ChoiceState;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly words: Words;
}

const MOST_ROWS = 12;
const NAME_COLUMNS = 10;
const ASIDE_COLUMNS = 3;

/** To whom it is done, the line that narrows down, the rows, and what is good to know. */
export function choiceDialog({ state, screen, theme, words }: ChoiceView): Dialog {
  const columns = dialogColumns(screen, 72);
  const inside = columns - 4;
  const { title, names, note, yes, rows: all } = state.choice;
  const wrap = (text: string): string[] => wrapText(printable(text), inside);
  const above = names === undefined ? [] : ["", ...wrap(names).map(theme.strong)];
  const below = note === undefined ? [] : ["", ...wrap(note).map(theme.muted)];
  const room = screen.rows - 6 - above.length - below.length;
  const height = Math.max(1, Math.min(all.length, MOST_ROWS, room));
  const found = choiceRows(state);
  const top = Math.max(0, Math.min(state.selected - (height >> 1), found.length - height));
  const rows = found
    .slice(top, top + height)
    .map((row, index) => choiceRow(row, top + index === state.selected, inside, theme));
  if (rows.length === 0) rows.push(theme.muted(words.palette.nothing));
  // As high however much is found, so that the line stays where it is.
  while (rows.length < height) rows.push("");
  const ascii = theme.terminal.glyphs !== "unicode";
  const arrows = ["up", "down"].map((key) => showKey(key, { ascii })).join(" ");
  return dialog({
    screen,
    theme,
    title: printable(title),
    columns,
    body: [
      ...above,
      "",
      `${theme.key("/")} ${fieldWithCaret(state.field, inside - 2, theme)}`,
      ...rows,
      ...below,
      "",
    ],
    keys: [
      ["enter", yes],
      [arrows, words.dialogs.move],
      ["esc", words.dialogs.close],
    ],
  });
}

function choiceRow(row: ChoiceRow, chosen: boolean, columns: number, theme: Theme): string {
  const name = fit(row.name, NAME_COLUMNS);
  const rest = columns - 2 - NAME_COLUMNS - ASIDE_COLUMNS - 3;
  return [
    chosen ? theme.accent(theme.glyphs.selected) : " ",
    chosen ? theme.strong(name) : name,
    theme.muted(fit(row.aside, ASIDE_COLUMNS, "right")),
    "",
    cut(row.detail, rest),
  ].join(" ");
}
