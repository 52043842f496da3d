import type { OuterTerminal } from "../theme/outer-terminal.ts";
import { english } from "./english.ts";
import { korean } from "./korean.ts";
import type { Words } from "./words.ts";

export const LANGUAGES = { en: english, ko: korean } as const satisfies Record<string, Words>;

export type Language = keyof typeof LANGUAGES;

interface Wish {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: OuterTerminal;
  /** What the person asked for in so many words; it goes before the locale. */
  readonly language?: Language | undefined;
}

/** The texts in the person's language; English when there are none in it. */
export function chooseWords({ env, terminal, language }: Wish): Words {
  if (language !== undefined) return LANGUAGES[language];
  // What cannot draw a rounded corner (the Linux console, a terminal without UTF-8) has no Hangul either.
  if (terminal.glyphs !== "unicode") return english;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^ko(?![a-z])/i.test(locale) ? korean : english;
}
