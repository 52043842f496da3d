import { mapTexts } from "./map-texts.ts";
import type { ActionId, Words } from "./words.ts";

/**
 * The words with the keys that they name as they are bound: `{containers.stop}` is that action's first key. Where the
 * person unbound it the id stands there, by which the palette finds it.
 */
export function nameKeys(words: Words, keyOf: (id: ActionId) => string | undefined): Words {
  return mapTexts(words, (text) => {
    if (!text.includes("{")) return text;
    return text.replace(/\{([a-z-]+\.[a-z-]+)\}/g, (_, id: ActionId) => keyOf(id) ?? id);
  });
}
