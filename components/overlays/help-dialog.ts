import type { Action } from "../keymap/action.ts";
import { visibleActions } from "../keymap/resolve.ts";
import { showKey } from "../keymap/show-key.ts";
import { PANE_COMMANDS } from "../terminal/prefix.ts";
import type { Theme } from "../theme/theme.ts";
import { cut, pad } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";

interface HelpOptions {
  readonly actions: readonly Action[];
  readonly places: readonly string[];
  readonly top: number;
  readonly prefix: string;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly words: Words;
}

const KEY_COLUMNS = 18;

/** Every key that counts where the person was, the nearest place first. */
export function helpDialog({ actions, places, top, prefix, screen, theme, words }: HelpOptions): Dialog {
  const columns = dialogColumns(screen, 104);
  const row = (keys: readonly string[], description: string): string => {
    const shown = keys.map((key) => showKey(key, { ascii: theme.terminal.glyphs !== "unicode" })).join(" ");
    return `${theme.key(pad(shown, KEY_COLUMNS))}${cut(description, columns - 4 - KEY_COLUMNS)}`;
  };
  const titles: Readonly<Record<string, string>> = words.places;
  const visible = visibleActions(actions, places);
  const body = places.flatMap((place) => {
    const here = visible.filter(({ where }) => where === place);
    if (here.length === 0) return [];
    const title = theme.strong(titles[place] ?? place);
    return ["", title, ...here.map(({ keys, description }) => row(keys, description))];
  });
  const typing = PANE_COMMANDS.map(({ command, keys }) =>
    row([`${prefix} ${keys.join(" ")}`], words.terminal.commands[command].description),
  );
  return dialog({
    screen,
    theme,
    title: words.dialogs.help,
    columns,
    top,
    body: [...body, "", theme.strong(words.dialogs.whileTyping), ...typing, ""],
    keys: [
      ["j k", words.dialogs.move],
      ["esc", words.dialogs.close],
    ],
  });
}
