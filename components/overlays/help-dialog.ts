import type { Action } from "../keymap/action.ts";
import { visibleActions } from "../keymap/resolve.ts";
import { showKey } from "../keymap/show-key.ts";
import { PANE_COMMANDS } from "../terminal/prefix.ts";
import type { Theme } from "../theme/theme.ts";
import { cut, pad } from "../widgets/text.ts";
import { type Dialog, dialog, dialogColumns } from "./dialog.ts";

interface HelpOptions {
  readonly actions: readonly Action[];
  readonly places: readonly string[];
  readonly top: number;
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
}

const KEY_COLUMNS = 18;

/** Every key that counts where the person was, the nearest place first. */
export function helpDialog({ actions, places, top, screen, theme }: HelpOptions): Dialog {
  const columns = dialogColumns(screen, 104);
  const row = (keys: readonly string[], words: string): string => {
    const shown = keys.map((key) => showKey(key, { ascii: theme.terminal.glyphs !== "unicode" })).join(" ");
    return `${theme.key(pad(shown, KEY_COLUMNS))}${cut(words, columns - 4 - KEY_COLUMNS)}`;
  };
  const visible = visibleActions(actions, places);
  const body = places.flatMap((place) => {
    const here = visible.filter(({ where }) => where === place);
    if (here.length === 0) return [];
    const title = theme.strong(place[0]?.toUpperCase() + place.slice(1));
    return ["", title, ...here.map(({ keys, description }) => row(keys, description))];
  });
  const typing = PANE_COMMANDS.map(({ keys, description }) => row([`ctrl-] ${keys.join(" ")}`], description));
  return dialog({
    screen,
    theme,
    title: "Keys",
    columns,
    top,
    body: [...body, "", theme.strong("While a program has the keys"), ...typing, ""],
    keys: [
      ["j k", "move"],
      ["esc", "close"],
    ],
  });
}
