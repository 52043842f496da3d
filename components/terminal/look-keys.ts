import type { TextMotion } from "./text-motion.ts";

/** What the keys do while one looks back. */
export type LookCommand = LookMove | LookChoice | "search" | "next" | "previous" | "back" | "leave";

export type LookMove =
  | TextMotion
  | "up"
  | "down"
  | "first"
  | "last"
  | "half-up"
  | "half-down"
  | "page-up"
  | "page-down"
  | "scroll-up"
  | "scroll-down"
  | "view-top"
  | "view-middle"
  | "view-bottom";

/** `take`: copies what is selected and goes back to the program. */
export type LookChoice = "select" | "select-lines" | "other-end" | "copy" | "take";

/** The keys of vim, and those of tmux where they do not contradict them. */
export const LOOK_KEYS: readonly { readonly command: LookCommand; readonly keys: readonly string[] }[] = [
  { command: "up", keys: ["k", "up"] },
  { command: "down", keys: ["j", "down"] },
  { command: "left", keys: ["h", "left"] },
  { command: "right", keys: ["l", "right"] },
  { command: "word", keys: ["w"] },
  { command: "word-back", keys: ["b"] },
  { command: "word-end", keys: ["e"] },
  { command: "line-start", keys: ["0", "home"] },
  { command: "text-start", keys: ["^"] },
  { command: "line-end", keys: ["$", "end"] },
  { command: "half-up", keys: ["ctrl-u"] },
  { command: "half-down", keys: ["ctrl-d"] },
  { command: "page-up", keys: ["pageup", "ctrl-b"] },
  { command: "page-down", keys: ["pagedown", "ctrl-f", "space"] },
  { command: "scroll-up", keys: ["ctrl-y"] },
  { command: "scroll-down", keys: ["ctrl-e"] },
  { command: "first", keys: ["g"] },
  { command: "last", keys: ["G"] },
  { command: "view-top", keys: ["H"] },
  { command: "view-middle", keys: ["M"] },
  { command: "view-bottom", keys: ["L"] },
  { command: "select", keys: ["v"] },
  { command: "select-lines", keys: ["V"] },
  { command: "other-end", keys: ["o"] },
  { command: "copy", keys: ["y"] },
  { command: "take", keys: ["enter"] },
  { command: "search", keys: ["/"] },
  { command: "next", keys: ["n"] },
  { command: "previous", keys: ["N"] },
  { command: "back", keys: ["esc"] },
  { command: "leave", keys: ["q"] },
];

export function lookCommand(key: string): LookCommand | undefined {
  return LOOK_KEYS.find(({ keys }) => keys.includes(key))?.command;
}

/** The first key of a command, as people write it. */
export function lookKey(command: LookCommand): string {
  return LOOK_KEYS.find((row) => row.command === command)?.keys[0] ?? "";
}
