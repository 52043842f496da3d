import type { HeldCommand } from "../keymap/held-keys.ts";
import { type KeyOf, namedKeys } from "../keymap/key-of.ts";
import type { PaneStatus } from "../terminal/pane-control.ts";
import type { Theme } from "../theme/theme.ts";
import { columnsOf, printable } from "../widgets/text.ts";
import { fieldText } from "../widgets/text-field.ts";
import type { Words } from "../words/words.ts";

interface HintLook {
  /** The room that there is for it. */
  readonly columns: number;
  readonly theme: Theme;
  readonly words: Words;
  readonly keyOf: KeyOf;
}

/** What the border says while one looks back: where one is, or what is found or selected, and the keys that count. */
export function lookHint(
  { back, most, look: { query, typing }, found, selected }: Extract<PaneStatus, { status: "looking" }>,
  look: HintLook,
): string {
  const { columns, theme } = look;
  const words = look.words.terminal.look;
  const match = found && words.match(printable(query), found.at, found.count);
  if (typing !== undefined) {
    const place = match ?? words.back(back, most);
    const typed = printable(fieldText(typing.field));
    return ` ${theme.key("/")}${typed}${theme.selected(" ")} ${theme.status.warning(place)} `;
  }
  const { text, keys } =
    selected !== undefined
      ? { text: words[selected.unit](selected.count), keys: SELECTING }
      : { text: match ?? words.back(back, most), keys: match === undefined ? LOOKING : FOUND };
  const shown = keysThatFit(keys, columns - columnsOf(text) - 2, look);
  return ` ${[theme.status.warning(text), ...shown].join("  ")} `;
}

/** The commands that the border names. */
type Named = HeldCommand<"look">;

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
  { theme, words: { actions }, keyOf }: HintLook,
): string[] {
  const word = (command: Named): string[] =>
    namedKeys(keyOf, [[`look.${command}`, actions[`look.${command}`].label]]).map(
      ([key, label]) => `${theme.key(key)} ${theme.keyLabel(label)}`,
    );
  let room = columns;
  const fitting = new Set<Named>();
  for (const command of needed) {
    room -= word(command).reduce((sum, text) => sum + columnsOf(text) + 2, 0);
    if (room < 0) break;
    fitting.add(command);
  }
  return shown.filter((command) => fitting.has(command)).flatMap(word);
}
