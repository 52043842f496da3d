import type { InputEvent } from "../input/event.ts";
import type { OuterModes } from "../input/outer-modes.ts";
import { encodeInput, encodeKeyName, type PanePlace } from "./encode-input.ts";
import { type LookBack, lookBack, startLooking } from "./look-back.ts";
import { DEFAULT_PREFIX, type PaneCommand, readPrefix } from "./prefix.ts";
import type { Mark } from "./render-screen.ts";
import { findMatches } from "./search.ts";
import type { TerminalSession } from "./session.ts";

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
      /** Matches of the query; undefined without one. */
      readonly matches: number | undefined;
    };

export type ScreenCommand = Exclude<PaneCommand, "scroll">;

/** Turns input into bytes for the program, and into what the pane itself does with it. One for each session. */
export interface PaneControl {
  /** Takes an event of the focused pane. Gives a command that the screen, not the pane, must carry out. */
  handle(event: InputEvent, place: PanePlace): ScreenCommand | undefined;
  readonly status: PaneStatus;
  /** What is drawn: how far back, and what stands out there. */
  view(): { readonly back: number; readonly marks: ReadonlyMap<number, readonly Mark[]> | undefined };
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

export function createPaneControl(session: TerminalSession, { prefix = DEFAULT_PREFIX } = {}): PaneControl {
  const { terminal, modes } = session.emulator;
  const listeners = new Set<() => void>();
  let prefixOpen = false;
  let look: LookBack | undefined;
  /** Moves with its row as old rows are thrown away. */
  let anchor: ReturnType<typeof terminal.registerMarker>;

  const buffer = () => terminal.buffer.active;
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const setLook = (next: LookBack | undefined): void => {
    anchor?.dispose();
    look = next;
    anchor = next && terminal.registerMarker(next.top - buffer().baseY - buffer().cursorY);
  };
  /** The view as it stands now, after rows came and went. */
  const current = (): LookBack | undefined => {
    if (look === undefined) return undefined;
    const top = anchor === undefined || anchor.isDisposed ? 0 : anchor.line;
    return { ...look, top: Math.min(top, buffer().baseY) };
  };
  const handleLook = (before: LookBack, event: InputEvent): void => {
    const outcome = lookBack(before, event, {
      lastTop: buffer().baseY,
      height: terminal.rows,
      matchRows: (query) => findMatches(buffer(), query).map(({ parts }) => parts[0]!.row),
    });
    setLook(outcome.status === "look" ? outcome.look : undefined);
  };

  return {
    handle(event, place) {
      const outcome = readPrefix(prefixOpen, event, prefix);
      const wasOpen = prefixOpen;
      prefixOpen = outcome.status === "open";
      const looking = current();
      let command: PaneCommand | undefined;
      if (outcome.status === "command") command = outcome.command;
      else if (outcome.status === "literal") session.write(encodeKeyName(prefix));
      else if (outcome.status === "pass") {
        if (looking !== undefined) handleLook(looking, event);
        else {
          const bytes = encodeInput(event, modes, place);
          if (bytes !== undefined) session.write(bytes);
        }
      }
      if (command === "scroll") setLook(startLooking(buffer().baseY));
      if (looking !== undefined || look !== undefined || wasOpen || prefixOpen) changed();
      return command === "scroll" ? undefined : command;
    },
    get status(): PaneStatus {
      if (prefixOpen) return { status: "prefix" };
      const looking = current();
      if (looking === undefined) return { status: "live" };
      const { baseY } = buffer();
      const matches = looking.query === "" ? undefined : findMatches(buffer(), looking.query).length;
      return { status: "looking", back: baseY - looking.top, most: baseY, look: looking, matches };
    },
    view() {
      const looking = current();
      if (looking === undefined) return { back: 0, marks: undefined };
      const back = buffer().baseY - looking.top;
      return { back, marks: looking.query === "" ? undefined : marksIn(looking) };
    },
    outerModes() {
      const mouse = look === undefined ? (modes.mouse === "press" ? "click" : modes.mouse) : "click";
      return { mouse, cursor: modes.cursor };
    },
    startLooking() {
      setLook(startLooking(buffer().baseY));
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

  function marksIn({ top, query, current: chosen }: LookBack): ReadonlyMap<number, readonly Mark[]> {
    const marks = new Map<number, Mark[]>();
    const all = chosen === undefined ? [] : findMatches(buffer(), query);
    const { row: chosenRow, from: chosenFrom } = all[chosen ?? 0]?.parts[0] ?? { row: -1, from: -1 };
    for (const { parts } of findMatches(buffer(), query, top, top + terminal.rows)) {
      const isCurrent = parts[0]!.row === chosenRow && parts[0]!.from === chosenFrom;
      for (const { row, from, to } of parts) {
        const y = row - top;
        marks.set(y, [...(marks.get(y) ?? []), { from, to, current: isCurrent }]);
      }
    }
    return marks;
  }
}
