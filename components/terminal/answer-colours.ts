import type { Terminal } from "@xterm/headless";

/**
 * Answers who asks for the colours of text (OSC 10), background (11) and caret (12): by them a program chooses its own.
 * Only whether the person's terminal is light or dark is known, and told.
 */
export function answerColours(
  terminal: Terminal,
  isLight: () => boolean,
  reply: (bytes: string) => void,
): void {
  for (const first of [TEXT, BACKGROUND, CARET]) {
    terminal.parser.registerOscHandler(first, (data) => {
      // One sequence may ask for several, each the number after the one before.
      const wanted = data.split(";").map((what, index) => ({ what, number: first + index }));
      for (const { what, number } of wanted) {
        if (what !== "?" || number > CARET) continue;
        const bright = (number === BACKGROUND) === isLight();
        reply(`\x1b]${number};rgb:${bright ? "ffff/ffff/ffff" : "0000/0000/0000"}\x1b\\`);
      }
      return false;
    });
  }
}

const TEXT = 10;
const BACKGROUND = 11;
const CARET = 12;
