import { assertNever } from "../../src/base/errors.ts";
import type { InputEvent, MouseEvent } from "../input/event.ts";
import type { HeldKeys } from "../keymap/held-keys.ts";
import { createTextField, editField, fieldText } from "../widgets/text-field.ts";
import type { LookChoice, LookMove } from "./look-commands.ts";
import { type LookBack, type LookScreen, moveLook, moveTo, scrollLook, showCaret } from "./look-view.ts";
import { findMatches } from "./search.ts";
import { type Selected, type Selection, selectedText } from "./selection.ts";
import { type Spot, settle } from "./text-motion.ts";

export type LookOutcome =
  | { readonly status: "look"; readonly look: LookBack }
  | { readonly status: "left" }
  /** What was asked for is to be copied; with nothing left to look at, the look has ended with it. */
  | { readonly status: "copy"; readonly copied: Selected; readonly look: LookBack | undefined };

/** What an event makes of the view; keys without a meaning change nothing. */
export function lookBack(look: LookBack, event: InputEvent, screen: LookScreen, held: HeldKeys): LookOutcome {
  const stay = (next: LookBack): LookOutcome => ({ status: "look", look: next });
  if (look.typing !== undefined) return stay(typeQuery(look, look.typing, event, screen));
  if (event.type === "mouse") return stay(pointWith(look, event, screen));
  const command = event.type === "key" && event.action !== "release" ? held.of("look", event.key) : undefined;
  switch (command) {
    case undefined:
      return stay(look);
    case "search":
      return stay({ ...look, typing: { field: createTextField(), from: look.caret } });
    case "next":
      return stay(seek(look, look.caret, "up", screen));
    case "previous":
      return stay(seek(look, look.caret, "down", screen));
    case "back":
      if (look.selection !== undefined) return stay({ ...look, selection: undefined });
      return look.query === "" ? { status: "left" } : stay({ ...look, query: "" });
    case "leave":
      return { status: "left" };
    case "select":
    case "select-lines":
    case "other-end":
    case "copy":
    case "take":
      return choose(look, command, screen);
    default:
      return stay(moveLook(look, command satisfies LookMove, screen));
  }
}

function choose(look: LookBack, choice: LookChoice, { buffer }: LookScreen): LookOutcome {
  const { selection } = look;
  const caret = settle(buffer, look.caret);
  const select = (unit: Selection["unit"]): LookOutcome => {
    const next = selection?.unit === unit ? undefined : { unit, start: selection?.start ?? caret };
    return { status: "look", look: { ...look, selection: next } };
  };
  switch (choice) {
    case "select":
      return select("characters");
    case "select-lines":
      return select("lines");
    case "other-end":
      if (selection === undefined) return { status: "look", look };
      return {
        status: "look",
        look: { ...look, caret: selection.start, selection: { ...selection, start: caret } },
      };
    case "take":
      if (selection === undefined) return { status: "left" };
      return { status: "copy", copied: selectedText(buffer, selection, caret), look: undefined };
    case "copy": {
      const copied = selectedText(buffer, selection ?? { unit: "lines", start: caret }, caret);
      return { status: "copy", copied, look: { ...look, selection: undefined } };
    }
    default:
      return assertNever(choice);
  }
}

/** The wheel scrolls, a click puts the caret, and dragging selects. */
function pointWith(look: LookBack, event: MouseEvent, screen: LookScreen): LookBack {
  if (event.action === "wheel") return scrollLook(look, event.button === "up" ? -3 : 3, screen);
  if (event.button !== "left" || event.action === "release") return look;
  if (event.action === "press") return moveTo({ ...look, selection: undefined }, event, screen);
  const selection = look.selection ?? {
    unit: "characters",
    start: settle(screen.buffer, look.caret),
  };
  return moveTo({ ...look, selection }, event, screen);
}

function typeQuery(
  look: LookBack,
  { field, from }: NonNullable<LookBack["typing"]>,
  event: InputEvent,
  screen: LookScreen,
): LookBack {
  if (event.type === "key" && event.action !== "release") {
    if (event.key === "esc") return showCaret({ ...look, caret: from, query: "", typing: undefined }, screen);
    if (event.key === "enter") return { ...look, typing: undefined };
    if (event.key === "up" || event.key === "down") return seek(look, look.caret, event.key, screen);
  }
  const edited = editField(field, event);
  if (edited === undefined) return look;
  // It finds as one types, from the place where the typing began backwards: the newest output is looked for most.
  const typed = { ...look, caret: from, query: fieldText(edited), typing: { field: edited, from } };
  return seek(typed, { ...from, column: from.column + 1 }, "up", screen);
}

/** Goes to the next match before the place, or behind it; at an end it starts again at the other. */
function seek(look: LookBack, from: Spot, direction: "up" | "down", screen: LookScreen): LookBack {
  const spots = findMatches(screen.buffer, look.query).map(({ parts: [first] }) => ({
    row: first!.row,
    column: first!.from,
  }));
  const isBefore = (a: Spot, b: Spot): boolean => a.row < b.row || (a.row === b.row && a.column < b.column);
  const caret =
    direction === "up"
      ? (spots.findLast((spot) => isBefore(spot, from)) ?? spots.at(-1))
      : (spots.find((spot) => isBefore(from, spot)) ?? spots[0]);
  return showCaret({ ...look, caret: caret ?? look.caret }, screen, "centre");
}
