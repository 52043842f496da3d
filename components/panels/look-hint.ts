import { lookKey } from "../terminal/look-keys.ts";
import type { PaneStatus } from "../terminal/pane-control.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, printable } from "../widgets/text.ts";
import { fieldText } from "../widgets/text-field.ts";
import type { Words } from "../words/words.ts";

interface HintLook {
  /** The room that there is for it. */
  readonly columns: number;
  readonly theme: Theme;
  readonly words: Words["terminal"]["look"];
}

/** What the border says while one looks back: where one is, or what is found or selected, and the keys that count. */
export function lookHint(
  { back, most, look, found, selected }: Extract<PaneStatus, { status: "looking" }>,
  { columns, theme, words }: HintLook,
): string {
  const match = found && words.match(printable(look.query), found.at, found.count);
  if (look.typing !== undefined) {
    const place = match ?? words.back(back, most);
    const typed = printable(fieldText(look.typing.field));
    return ` ${theme.key("/")}${typed}${theme.selected(" ")} ${theme.status.warning(place)} `;
  }
  const { text, keys } =
    selected !== undefined
      ? { text: words[selected.unit](selected.count), keys: SELECTING }
      : { text: match ?? words.back(back, most), keys: match === undefined ? LOOKING : FOUND };
  const shown = keysThatFit(keys, columns - columnsOf(text) - 2, { theme, words });
  return ` ${[theme.status.warning(text), ...shown].join("  ")} `;
}

/** The commands that the border names. */
type Named = keyof Words["terminal"]["look"]["keys"];

/** As they stand beside each other; where room is short the most needed stay. */
interface HintKeys {
  readonly shown: readonly Named[];
  readonly needed: readonly Named[];
}

const LOOKING: HintKeys = {
  shown: ["select", "select-lines", "copy", "search", "back"],
  needed: ["back", "search", "select", "copy", "select-lines"],
};
const FOUND: HintKeys = {
  shown: ["next", "previous", "select", "copy", "back"],
  needed: ["back", "next", "previous", "select", "copy"],
};
const SELECTING: HintKeys = {
  shown: ["copy", "other-end", "select-lines", "search", "back"],
  needed: ["copy", "back", "other-end", "search", "select-lines"],
};

function keysThatFit(
  { shown, needed }: HintKeys,
  columns: number,
  { theme, words }: Pick<HintLook, "theme" | "words">,
): string[] {
  const word = (command: Named): string =>
    `${theme.key(lookKey(command))} ${theme.keyLabel(words.keys[command])}`;
  let room = columns;
  const fitting = new Set<Named>();
  for (const command of needed) {
    room -= columnsOf(word(command)) + 2;
    if (room < 0) break;
    fitting.add(command);
  }
  return shown.filter((command) => fitting.has(command)).map(word);
}
