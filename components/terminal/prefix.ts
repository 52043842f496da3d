import type { InputEvent } from "../input/event.ts";
import { DEFAULT_HELD_KEYS, type HeldCommand, type HeldKeys } from "../keymap/held-keys.ts";

/** What the keys behind the prefix ask of the pane. */
export type PaneCommand = HeldCommand<"prefix">;

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

/** The key that takes the keys back from a program, spelled canonically, and what the keys behind it do. */
export interface PrefixKeys {
  readonly prefix: string;
  readonly held: HeldKeys;
}

/** What an event means, given whether the prefix was pressed before it. */
export function readPrefix(open: boolean, event: InputEvent, { prefix, held }: PrefixKeys): PrefixOutcome {
  if (event.type !== "key") return { status: "pass" };
  if (!open)
    return event.key === prefix && event.action !== "release" ? { status: "open" } : { status: "pass" };
  if (event.action === "release") return { status: "open" };
  // The sign of the prefix with or without ctrl, so that ctrl may be let go late.
  if (event.key === prefix || event.key === prefix.replace(/^ctrl-/, "")) return { status: "literal" };
  const command = held.of("prefix", event.key);
  return command === undefined ? { status: "dropped" } : { status: "command", command };
}

export const DEFAULT_PREFIX_KEYS: PrefixKeys = { prefix: "ctrl-]", held: DEFAULT_HELD_KEYS };
