import type { InputEvent } from "./event.ts";
import { controlKey } from "./keys.ts";
import { createParser } from "./parse.ts";

/** Esc and a key that came right behind it look like alt with the key; this takes them apart again. */
export function splitAlt(event: InputEvent): readonly InputEvent[] | undefined {
  if (event.type !== "key" || !event.alt || event.raw.length < 2 || event.raw[0] !== ESC) return undefined;
  const parser = createParser();
  const rest = [...parser.feed(event.raw.slice(1)), ...parser.flush()];
  // A sequence that says alt by its numbers is one key, not two; a bracket alone is a key.
  const isSequence = event.raw[1] === "[".charCodeAt(0) && event.raw.length > 2;
  return isSequence ? undefined : [controlKey(ESC, event.raw.slice(0, 1)), ...rest];
}

const ESC = 0x1b;
