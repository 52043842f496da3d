import type { Kind } from "../../src/stores/jobs-store.ts";
import type { Words } from "../words/words.ts";

/** More than these are told by their number. */
const MOST_NAMES = 8;

/** "Remove web?", "Remove 5 images?" */
export function removeTitle({ questions }: Words, kind: Kind, names: readonly string[]): string {
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? questions.removeTitle(only)
    : questions.removeManyTitle(kind, names.length);
}

/** "web, db, and 3 more". */
export function nameList({ questions }: Words, names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? questions.andMore(shown, names.length - MOST_NAMES) : shown;
}

/** The part of a question that names those to whom it is done; the title names one alone. */
export function namesOf(words: Words, names: readonly string[]): { readonly names?: string } {
  return names.length > 1 ? { names: nameList(words, names) } : {};
}
