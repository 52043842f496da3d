import type { OuterTerminal } from "./outer-terminal.ts";

/** Takes text, which may hold styles of its own, and gives it styled. */
export type Style = (text: string) => string;

/** One colour for every depth: a number of the palette of 16, of the 256, and a true colour. */
export interface Colour {
  readonly palette: number;
  readonly indexed?: number;
  readonly rgb?: readonly [number, number, number];
}

export interface Look {
  readonly colour?: Colour;
  readonly background?: Colour;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly reverse?: boolean;
}

/** Makes the style of a look, as far as the terminal can show it. */
export function createStyle(look: Look, terminal: OuterTerminal): Style {
  const codes: (readonly [open: string, close: string])[] = [];
  if (terminal.attributes) {
    if (look.bold) codes.push(["1", "22"]);
    if (look.dim) codes.push(["2", "22"]);
    if (look.italic) codes.push(["3", "23"]);
    if (look.underline) codes.push(["4", "24"]);
    if (look.reverse) codes.push(["7", "27"]);
    if (look.colour && terminal.colourBits > 0) codes.push([colourCode(look.colour, terminal, 30), "39"]);
    if (look.background && terminal.colourBits > 0)
      codes.push([colourCode(look.background, terminal, 40), "49"]);
  }
  if (codes.length === 0) return (text) => text;
  const open = codes.map(([code]) => `\x1b[${code}m`).join("");
  const close = [...new Set(codes.map(([, code]) => `\x1b[${code}m`))].reverse();
  const closing = close.join("");
  return (text) => {
    if (text === "") return "";
    // A style inside that closes what we opened would end ours too: open it again behind.
    let inner = text;
    if (text.includes("\x1b[")) for (const code of close) inner = inner.replaceAll(code, `${code}${open}`);
    return `${open}${inner}${closing}`;
  };
}

function colourCode(colour: Colour, { colourBits }: OuterTerminal, base: 30 | 40): string {
  if (colourBits === 24 && colour.rgb) return `${base + 8};2;${colour.rgb.join(";")}`;
  if (colourBits >= 8 && colour.indexed !== undefined) return `${base + 8};5;${colour.indexed}`;
  return String(colour.palette < 8 ? base + colour.palette : base + 60 + colour.palette - 8);
}
