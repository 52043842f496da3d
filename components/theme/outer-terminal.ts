/** What the person's terminal can show. */
export interface OuterTerminal {
  /** Bits of colour: 0 none, 4 the sixteen of the palette, 8 the 256, 24 true colour. */
  readonly colourBits: 0 | 4 | 8 | 24;
  /** Bold, reverse, underline. A dumb terminal has none of them. */
  readonly attributes: boolean;
  readonly glyphs: "unicode" | "console" | "ascii";
}

/** Reads NO_COLOR, TERM, COLORTERM and the locale. */
export function describeOuterTerminal(env: Readonly<Record<string, string | undefined>>): OuterTerminal {
  const term = env.TERM ?? "";
  const attributes = term !== "" && term !== "dumb";
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  const utf8 = /utf-?8/i.test(locale);
  const glyphs = !attributes || !utf8 ? "ascii" : term === "linux" ? "console" : "unicode";
  return { colourBits: colourBits(env, term), attributes, glyphs };
}

function colourBits(env: Readonly<Record<string, string | undefined>>, term: string): 0 | 4 | 8 | 24 {
  // https://no-color.org: present and not empty, whatever its value.
  if (env.NO_COLOR || term === "" || term === "dumb" || /^vt\d|-m(ono)?$/.test(term)) return 0;
  if (
    /^(truecolor|24bit)$/i.test(env.COLORTERM ?? "") ||
    /-direct$|^xterm-(kitty|ghostty)$|^(alacritty|foot|wezterm|contour)(-|$)/.test(term)
  )
    return 24;
  if (/256/.test(term)) return 8;
  return 4;
}
