export const BACKGROUNDS = ["dark", "light"] as const;

export type Background = (typeof BACKGROUNDS)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** What COLORFGBG tells, which some terminals set; dark where nobody says. */
export function guessBackground({ COLORFGBG }: Environment): Background {
  const last = Number(/;(\d+)$/.exec(COLORFGBG ?? "")?.[1] ?? Number.NaN);
  // Of the sixteen colours white and all bright ones but bright black (8).
  return last === 7 || (last >= 9 && last <= 15) ? "light" : "dark";
}

/** Asks the terminal for the colour of its background; many answer, none shows it. */
export const BACKGROUND_QUESTION = "\x1b]11;?\x1b\\";

/** False for terminals that would print the question, or have no background that can be light. */
export function mayAskBackground({ TERM = "" }: Environment): boolean {
  return !/^(|dumb|linux|cons25|vt\d+.*|.*-m(ono)?)$/.test(TERM);
}

/** Reads the answer to the question: `OSC 11 ; rgb:RRRR/GGGG/BBBB`. Undefined for any other reply. */
export function readBackgroundReply(raw: Uint8Array): Background | undefined {
  const reply = Buffer.from(raw).toString("latin1");
  const parts = /^\x1b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(reply)?.slice(1);
  if (parts === undefined) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map(
    (part) => Number.parseInt(part, 16) / (16 ** part.length - 1),
  );
  // How bright the eye takes it for, by the weights of ITU-R BT.709.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? "light" : "dark";
}
