import type { InputEvent } from "../input/event.ts";

/** What the keys behind the prefix ask of the pane. */
export type PaneCommand = "leave" | "zoom" | "scroll" | "next" | "close";

export type PrefixOutcome =
  /** The event is for the program. */
  | { readonly status: "pass" }
  /** The prefix was pressed; the next key is a command. */
  | { readonly status: "open" }
  | { readonly status: "command"; readonly command: PaneCommand }
  /** The prefix key itself, for the program. */
  | { readonly status: "literal" }
  /** Behind the prefix came a key without a meaning; nothing is done. */
  | { readonly status: "dropped" };

/** What an event means, given whether the prefix was pressed before it. `prefix` is spelled canonically. */
export function readPrefix(open: boolean, event: InputEvent, prefix: string): PrefixOutcome {
  if (event.type !== "key") return { status: "pass" };
  if (!open)
    return event.key === prefix && event.action !== "release" ? { status: "open" } : { status: "pass" };
  if (event.action === "release") return { status: "open" };
  // The sign of the prefix with or without ctrl, so that ctrl may be let go late.
  if (event.key === prefix || event.key === prefix.replace(/^ctrl-/, "")) return { status: "literal" };
  const command = PANE_COMMANDS.find(({ keys }) => keys.includes(event.key));
  return command === undefined ? { status: "dropped" } : { status: "command", command: command.command };
}

export const DEFAULT_PREFIX = "ctrl-]";

/** The table that help and footer show while the prefix is open. */
export const PANE_COMMANDS: readonly { readonly command: PaneCommand; readonly keys: readonly string[] }[] = [
  { command: "leave", keys: ["esc", "d"] },
  { command: "zoom", keys: ["z"] },
  { command: "next", keys: ["n"] },
  { command: "close", keys: ["x"] },
  { command: "scroll", keys: ["["] },
];
