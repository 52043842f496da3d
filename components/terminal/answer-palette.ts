import type { Terminal } from "@xterm/headless";
import type { ChildColours } from "./child-colours.ts";

/**
 * Answers who asks for colours of the palette (OSC 4 ; number ; ?): what the program made of them, else xterm's. The
 * first sixteen are the person's own, which nobody knows here; programs ask to find out whether there are 256.
 */
export function answerPalette(
  terminal: Terminal,
  colours: Pick<ChildColours, "get">,
  reply: (bytes: string) => void,
): void {
  terminal.parser.registerOscHandler(4, (data) => {
    const parts = data.split(";");
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const index = Number(parts[at]);
      if (parts[at + 1] !== "?" || !/^\d{1,3}$/.test(parts[at]!) || index > 255) continue;
      const own = colours.get(`4;${index}`);
      reply(`\x1b]4;${index};${(own && spelled(own)) ?? wide(paletteColour(index))}\x1b\\`);
    }
    return false;
  });
}

type Rgb = readonly [red: number, green: number, blue: number];

/** xterm's palette: sixteen by name, a cube of 6 x 6 x 6, and 24 greys. Each part is 0 to 255. */
export function paletteColour(index: number): Rgb {
  const named = NAMED[index];
  if (named !== undefined) return named;
  if (index >= FIRST_GREY) {
    const grey = 8 + 10 * (index - FIRST_GREY);
    return [grey, grey, grey];
  }
  const cube = index - NAMED.length;
  const part = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  return [part(Math.floor(cube / 36)), part(Math.floor(cube / 6) % 6), part(cube % 6)];
}

const FIRST_GREY = 232;
const NAMED: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

/** In the answer's form; undefined for a spelling by name, which only the terminal can look up. */
function spelled(colour: string): string | undefined {
  const [, ...parts] = HEX.exec(colour) ?? SHORT.exec(colour) ?? [];
  if (parts.length > 0) return wide(parts.map((part) => Number.parseInt(part, 16)));
  return /^rgb:([\da-f]{4}\/){2}[\da-f]{4}$/i.test(colour) ? colour : undefined;
}

const HEX = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i;
const SHORT = /^rgb:([\da-f]{2})\/([\da-f]{2})\/([\da-f]{2})$/i;

/** `rgb:cdcd/0000/0000`. */
function wide(rgb: readonly number[]): string {
  return `rgb:${rgb.map((part) => part.toString(16).padStart(2, "0").repeat(2)).join("/")}`;
}
