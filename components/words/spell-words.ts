import type { OuterTerminal } from "../theme/outer-terminal.ts";
import { mapTexts } from "./map-texts.ts";
import type { Words } from "./words.ts";

/** The words with three dots for an ellipsis, where the terminal has none. All else that it lacks is as wide: `Glyphs.spell`. */
export function spellWords(words: Words, { glyphs }: Pick<OuterTerminal, "glyphs">): Words {
  return glyphs === "unicode" ? words : mapTexts(words, (text) => text.replaceAll("…", "..."));
}
