import type { InputEvent } from "../input/event.ts";
import type { HeldKeys } from "../keymap/held-keys.ts";
import { scrolledTo } from "../widgets/scroll.ts";
import { createTextField, editField, fieldText, type TextField } from "../widgets/text-field.ts";
import { moveOf } from "./moves.ts";

/** The help while it is open. */
export interface HelpState {
  /** Where the person was, whose keys are explained, the nearest first. */
  readonly places: readonly string[];
  readonly top: number;
  readonly field: TextField;
  /** The filter is being typed. */
  readonly typing: boolean;
  /** Shows the ids by which the config file rebinds. */
  readonly ids: boolean;
}

export function openHelp(places: readonly string[]): HelpState {
  return { places, top: 0, field: createTextField(), typing: false, ids: false };
}

/** What an event makes of it; undefined when the person is done. `count` rows, `height` of them shown. */
export function editHelp(
  state: HelpState,
  event: InputEvent,
  { count, height, held }: { readonly count: number; readonly height: number; readonly held: HeldKeys },
): HelpState | undefined {
  const key = event.type === "key" ? event.key : "";
  if (state.typing) {
    if (key === "enter" || key === "down") return { ...state, typing: false };
    if (key === "esc" || key === "ctrl-c")
      return { ...state, typing: false, field: createTextField(), top: 0 };
    const field = editField(state.field, event);
    return field === undefined ? state : { ...state, field, top: 0 };
  }
  const command = held.of("help", key);
  const move = moveOf(held, key);
  if (command === "filter") return { ...state, typing: true };
  if (command === "ids") return { ...state, ids: !state.ids };
  if (key === "esc" && fieldText(state.field) !== "") return { ...state, field: createTextField(), top: 0 };
  if (held.of("dialogs", key) === "close" || held.has("everywhere.help", key)) return undefined;
  return move === undefined ? state : { ...state, top: scrolledTo(state.top, move, { count, height }) };
}
