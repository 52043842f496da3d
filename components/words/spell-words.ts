import type { OuterTerminal } from "../theme/outer-terminal.ts";
import type { Words } from "./words.ts";

/** The words with three dots for an ellipsis, where the terminal has none. All else that it lacks is as wide: `Glyphs.spell`. */
export function spellWords(words: Words, { glyphs }: Pick<OuterTerminal, "glyphs">): Words {
  return glyphs === "unicode" ? words : (spelled(words) as Words);
}

/** The same shape, with every text in it and every text that a function of it gives. */
function spelled(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("…", "...");
  if (typeof value === "function") return (...given: unknown[]) => spelled(value(...given));
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spelled(inner)]));
}
