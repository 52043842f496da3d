import { type KeyOf, namedKeys } from "../keymap/key-of.ts";
import type { ActionId, Words } from "../words/words.ts";

const COMMANDS: readonly ActionId[] = [
  "prefix.leave",
  "prefix.zoom",
  "prefix.next",
  "prefix.close",
  "prefix.scroll",
];

/** `esc leave  z zoom  …`: what may follow the prefix. */
export function prefixHint(keyOf: KeyOf, { actions }: Words): string {
  const named = namedKeys(
    keyOf,
    COMMANDS.map((id) => [id, actions[id].label]),
  );
  return named.map(([key, label]) => `${key} ${label}`).join("  ");
}
