import type { ActionId } from "../words/words.ts";
import type { ActionRow } from "./action.ts";
import { createKeyOf, type KeyOf } from "./key-of.ts";

/**
 * Keys of whoever holds all keys while it is there: a dialog, a terminal behind its prefix, the look at what scrolled
 * away. Place by place, what each command's keys are. Lines that one types into have no letters to give away; their few
 * keys are fixed.
 */
export const HELD_KEYS = {
  prefix: { leave: ["esc", "d"], zoom: ["z"], next: ["n"], close: ["x"], scroll: ["["] },
  ended: { dismiss: ["enter", "esc"] },
  /** The keys of vim, and those of tmux where they do not contradict them. */
  look: {
    up: ["k", "up"],
    down: ["j", "down"],
    left: ["h", "left"],
    right: ["l", "right"],
    word: ["w"],
    "word-back": ["b"],
    "word-end": ["e"],
    "line-start": ["0", "home"],
    "text-start": ["^"],
    "line-end": ["$", "end"],
    "half-up": ["ctrl-u"],
    "half-down": ["ctrl-d"],
    "page-up": ["pageup", "ctrl-b"],
    "page-down": ["pagedown", "ctrl-f", "space"],
    "scroll-up": ["ctrl-y"],
    "scroll-down": ["ctrl-e"],
    first: ["g"],
    last: ["G"],
    "view-top": ["H"],
    "view-middle": ["M"],
    "view-bottom": ["L"],
    select: ["v"],
    "select-lines": ["V"],
    "other-end": ["o"],
    copy: ["y"],
    take: ["enter"],
    search: ["/"],
    next: ["n"],
    previous: ["N"],
    back: ["esc"],
    leave: ["q"],
  },
  dialogs: { close: ["esc", "q", "enter", "ctrl-c"] },
  help: { filter: ["/"], ids: ["i"] },
  doctor: { again: ["r"] },
  error: { details: ["enter"] },
  confirm: { yes: ["y", "enter"], further: ["f"], no: ["n"] },
  jobs: { why: ["enter"], cancel: ["x"] },
  sessions: { go: ["enter"], close: ["x"] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type HeldPlace = keyof typeof HELD_KEYS;
export type HeldCommand<P extends HeldPlace> = keyof (typeof HELD_KEYS)[P] & string;

/** The keys of held places as they are bound now, and those of any action that means the same there. */
export interface HeldKeys {
  /** What a key means in a place; undefined when it means nothing there. */
  of<P extends HeldPlace>(place: P, key: string): HeldCommand<P> | undefined;
  /** Whether it is a key of that action. */
  has(id: ActionId, key: string): boolean;
  readonly keyOf: KeyOf;
}

/** The rows of the table; who holds the keys carries them out. */
export function heldRows(): Omit<ActionRow, "run">[] {
  return Object.entries(HELD_KEYS).flatMap(([where, commands]) =>
    Object.entries(commands).map(([command, keys]) => ({
      id: `${where}.${command}` as ActionId,
      keys: keys as readonly string[],
      where,
      hidden: true,
    })),
  );
}

/** Of rows as they are bound. */
export function createHeldKeys(
  rows: readonly { readonly id: string; readonly keys: readonly string[] }[],
): HeldKeys {
  const keyOf = createKeyOf(rows);
  const keysOf = new Map(rows.map(({ id, keys }) => [id, keys]));
  const has = (id: string, key: string): boolean => keysOf.get(id)?.includes(key) ?? false;
  return {
    of: <P extends HeldPlace>(place: P, key: string) => {
      const commands = Object.keys(HELD_KEYS[place]) as HeldCommand<P>[];
      const found = commands.find((command) => has(`${place}.${command}`, key));
      // The way out stays, unless the place has another use for the key.
      return found ?? (key === "esc" ? (WAYS_OUT[place] as HeldCommand<P> | undefined) : undefined);
    },
    has,
    keyOf: (id) => keyOf(id) ?? (WAYS_OUT_IDS.has(id) ? "esc" : undefined),
  };
}

/** What esc does where its own row was given other keys: nobody is locked in. */
const WAYS_OUT: { readonly [P in HeldPlace]?: HeldCommand<P> } = {
  prefix: "leave",
  ended: "dismiss",
  look: "back",
  dialogs: "close",
};
const WAYS_OUT_IDS: ReadonlySet<string> = new Set(
  Object.entries(WAYS_OUT).map(([place, command]) => `${place}.${command}`),
);

/** As they are without a preset and without a config file. */
export const DEFAULT_HELD_KEYS: HeldKeys = createHeldKeys(heldRows());
