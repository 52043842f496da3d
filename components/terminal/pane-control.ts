import type { InputEvent } from "../input/event.ts";
import type { OuterModes } from "../input/outer-modes.ts";
import { encodeInput, encodeKeyName, type PanePlace } from "./encode-input.ts";
import { lookBack } from "./look-back.ts";
import { lookMarks } from "./look-marks.ts";
import { type PinnedLook, pinLook } from "./look-pins.ts";
import { type LookBack, startLooking } from "./look-view.ts";
import { createMouseGate } from "./mouse-gate.ts";
import { DEFAULT_PREFIX_KEYS, type PaneCommand, type PrefixKeys, readPrefix } from "./prefix.ts";
import type { RenderOptions } from "./render-screen.ts";
import { findMatches } from "./search.ts";
import { type Selected, selectedText } from "./selection.ts";
import type { TerminalSession } from "./session.ts";
import { settle } from "./text-motion.ts";

/** What the border of the pane should tell. */
export type PaneStatus =
  | { readonly status: "live" }
  | { readonly status: "prefix" }
  | {
      readonly status: "looking";
      /** Rows above the live screen, and how many there are at most. */
      readonly back: number;
      readonly most: number;
      readonly look: LookBack;
      /** How many matches the query has, and how many of them stand before or at the caret; undefined without one. */
      readonly found: { readonly at: number; readonly count: number } | undefined;
      readonly selected: Omit<Selected, "text"> | undefined;
    };

/** What the screen does for the pane; `copy` is for the person's clipboard. */
export type ScreenCommand = Exclude<PaneCommand, "scroll"> | { readonly copy: Selected };

/** Turns input into bytes for the program, and into what the pane itself does with it. One for each session. */
export interface PaneControl {
  /** Takes an event of the focused pane. Gives a command that the screen, not the pane, must carry out. */
  handle(event: InputEvent, place: PanePlace): ScreenCommand | undefined;
  readonly status: PaneStatus;
  /** What is drawn: how far back, what stands out there, and a caret of the person's own. */
  view(): Pick<RenderOptions, "back" | "marks" | "caret">;
  /** What the program wants of the person's terminal while the pane has the keys. */
  outerModes(): Pick<OuterModes, "mouse" | "cursor">;
  /** Begins to look at what scrolled away. */
  startLooking(): void;
  /** The pane got the keys or lost them; a program that asked for it is told. */
  setFocused(focused: boolean): void;
  /** Back to the live screen, as when the pane loses the keys. */
  reset(): void;
  onChange(listener: () => void): () => void;
}

export function createPaneControl(
  session: TerminalSession,
  keys: PrefixKeys = DEFAULT_PREFIX_KEYS,
): PaneControl {
  const { terminal, modes } = session.emulator;
  const listeners = new Set<() => void>();
  let prefixOpen = false;
  let pinned: PinnedLook | undefined;
  const isOwnMouse = createMouseGate();

  const buffer = () => terminal.buffer.active;
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const look = (): LookBack | undefined => pinned?.now();
  const setLook = (next: LookBack | undefined): void => {
    pinned?.[Symbol.dispose]();
    pinned = next && pinLook(terminal, next);
  };
  const screen = () => ({ buffer: buffer(), rows: terminal.rows });
  const handleLook = (before: LookBack, event: InputEvent, { x, y }: PanePlace): Selected | undefined => {
    const inPane = event.type === "mouse" ? { ...event, x: event.x - x, y: event.y - y } : event;
    const outcome = lookBack(before, inPane, screen(), keys.held);
    setLook(outcome.status === "left" ? undefined : outcome.look);
    return outcome.status === "copy" ? outcome.copied : undefined;
  };

  return {
    handle(event, place) {
      const outcome = readPrefix(prefixOpen, event, keys);
      const wasOpen = prefixOpen;
      prefixOpen = outcome.status === "open";
      const looking = look();
      let command: ScreenCommand | "scroll" | undefined;
      if (outcome.status === "command") command = outcome.command;
      else if (outcome.status === "literal") session.write(encodeKeyName(keys.prefix));
      else if (outcome.status === "pass") {
        if (looking !== undefined) {
          const copy = handleLook(looking, event, place);
          if (copy !== undefined) command = { copy };
        } else if (event.type !== "mouse" || isOwnMouse(event, place)) {
          const bytes = encodeInput(event, modes, place);
          if (bytes !== undefined) session.write(bytes);
        }
      }
      if (command === "scroll") setLook(startLooking(screen()));
      if (looking !== undefined || pinned !== undefined || wasOpen || prefixOpen) changed();
      return command === "scroll" ? undefined : command;
    },
    get status(): PaneStatus {
      if (prefixOpen) return { status: "prefix" };
      const looking = look();
      if (looking === undefined) return { status: "live" };
      const { baseY } = buffer();
      const back = baseY - looking.top;
      return { status: "looking", back, most: baseY, look: looking, ...countsOf(looking) };
    },
    view() {
      const looking = look();
      if (looking === undefined) return {};
      const { row, column } = settle(buffer(), looking.caret);
      const caret = { x: column, y: row - looking.top };
      return { back: buffer().baseY - looking.top, marks: lookMarks(looking, screen()), caret };
    },
    outerModes() {
      if (pinned !== undefined) return { mouse: "drag", cursor: undefined };
      return { mouse: modes.mouse === "press" ? "click" : modes.mouse, cursor: modes.cursor };
    },
    startLooking() {
      setLook(startLooking(screen()));
      changed();
    },
    setFocused(focused) {
      if (modes.focus) session.write(focused ? "\x1b[I" : "\x1b[O");
    },
    reset() {
      prefixOpen = false;
      setLook(undefined);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  function countsOf({ query, caret, selection }: LookBack) {
    const spots = findMatches(buffer(), query).map(({ parts: [first] }) => first!);
    const at = spots.filter(
      ({ row, from }) => row < caret.row || (row === caret.row && from <= caret.column),
    ).length;
    const found = query === "" ? undefined : { at, count: spots.length };
    return { found, selected: selection && selectedText(buffer(), selection, settle(buffer(), caret)) };
  }
}
