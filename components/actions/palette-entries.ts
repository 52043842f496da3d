import type { CommandSummary } from "../../src/base/command-summary.ts";
import {
  type Navigation,
  type NavigationEvent,
  SIDE_PANELS,
  TABS,
} from "../../src/stores/view/navigation.ts";
import type { Action } from "../keymap/action.ts";
import { MOTIONS } from "../overlays/moves.ts";
import type { PaletteEntry } from "../overlays/palette.ts";
import type { Words } from "../words/words.ts";
import { placesOf } from "./places.ts";

export interface PaletteSource {
  readonly actions: readonly Action[];
  readonly commands: readonly CommandSummary[];
  readonly navigation: Navigation;
  readonly words: Words;
}

/** All there is: what counts here first, then everywhere, then in other places; then the command line; motions last: they are there to be pressed. */
export function paletteEntries({ actions, commands, navigation, words }: PaletteSource): PaletteEntry[] {
  const places = placesOf(navigation, undefined);
  const rank = ({ where, hidden, id }: Action): number => {
    const at = places.indexOf(where);
    return id in MOTIONS ? 9 : (at < 0 ? 6 : 2 * at) + (hidden ? 1 : 0);
  };
  const titles: Readonly<Record<string, string>> = words.places;
  const own = actions
    .filter(({ id, run }) => id !== "everywhere.palette" && run !== undefined)
    .map((action): PaletteEntry & { rank: number } => {
      const way = wayTo(action.where, navigation);
      const elsewhere = words.palette.elsewhere(titles[action.where] ?? action.where);
      const main = way?.some(({ type }) => type === "show-tab");
      return {
        kind: "action",
        name: action.id,
        title: action.label,
        detail: action.description,
        action,
        way: way ?? [],
        // What a tab can do is known only once it is shown.
        reason: way === undefined ? elsewhere : main ? undefined : action.disabledReason?.(),
        rank: rank(action),
      };
    })
    .sort((a, b) => a.rank - b.rank);
  const line = commands.map((command): PaletteEntry => {
    const { name, description } = command;
    return { kind: "command", name, title: ["wherry", name].join(" "), detail: description, command };
  });
  const plain = own.filter(({ rank: at }) => at < 9);
  return [...plain, ...line, ...own.slice(plain.length)];
}

/** Steps to where an action counts; none when it counts here; undefined when no step leads there from this panel. */
function wayTo(where: string, navigation: Navigation): NavigationEvent[] | undefined {
  if (placesOf(navigation, undefined).includes(where)) return [];
  const { panel } = navigation;
  const tab = TABS[panel].find((one) => {
    const tabs = { ...navigation.tabs, [panel]: one };
    return placesOf({ ...navigation, focus: "main", tabs }, undefined)[0] === where;
  });
  if (tab !== undefined)
    return [
      { type: "show-tab", tab },
      { type: "focus", focus: "main" },
    ];
  const side = SIDE_PANELS.find((one) => one === where);
  return side === undefined ? undefined : [{ type: "choose-panel", panel: side }];
}
