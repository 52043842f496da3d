import type { Terminal } from "@xterm/headless";

/**
 * The colours that a program has made others: those of the palette (OSC 4), and of text, background, caret, pointer
 * and selection (OSC 10 to 19). A pane shows the person's own; a terminal that is lent to the program shows its.
 */
export interface ChildColours {
  /** What stands before the colour in those sequences: `4;17`, `11`. Undefined while it is the terminal's own. */
  get(what: string): string | undefined;
  /** The sequences that make them so on a real terminal. */
  set(): string;
  /** Those that give that terminal its own ones back. */
  reset(): string;
}

export function trackColours(terminal: Terminal): ChildColours {
  /** By what stands before the colour: `4;17`, `11`. */
  const changed = new Map<string, string>();
  const set = (what: string, colour: string): void => {
    if (SPELLING.test(colour)) changed.set(what, colour);
  };
  const on = (code: number, handle: (parts: string[]) => void): void => {
    terminal.parser.registerOscHandler(code, (data) => {
      handle(data === "" ? [] : data.split(";"));
      return false;
    });
  };
  on(4, (parts) => {
    for (let at = 0; at + 1 < parts.length; at += 2) {
      if (/^\d{1,3}$/.test(parts[at]!)) set(`4;${Number(parts[at])}`, parts[at + 1]!);
    }
  });
  on(104, (parts) => {
    for (const what of [...changed.keys()]) {
      const [code, index] = what.split(";");
      if (code === "4" && (parts.length === 0 || parts.includes(index!))) changed.delete(what);
    }
  });
  for (let code = FIRST; code <= LAST; code++) {
    // One sequence may set several, each the number after the one before.
    on(code, (parts) => {
      for (const [index, colour] of parts.entries()) if (code + index <= LAST) set(`${code + index}`, colour);
    });
    on(code + 100, () => void changed.delete(`${code}`));
  }
  return {
    get: (what) => changed.get(what),
    set: () => [...changed].map(([what, colour]) => `\x1b]${what};${colour}\x1b\\`).join(""),
    reset: () => [...changed.keys()].map((what) => `\x1b]${resetOf(what)}\x1b\\`).join(""),
  };
}

/** `4;17` is reset by 104;17, and `11` by 111. */
function resetOf(what: string): string {
  const [code, ...index] = what.split(";");
  return [Number(code) + 100, ...index].join(";");
}

const FIRST = 10;
const LAST = 19;
/** As XParseColor reads them: `#rrggbb`, `rgb:ff/00/00`, `rgba:…`, `dark slate gray`. A question is none. */
const SPELLING = /^(#[\da-f]{3,16}|[a-z]+:[\da-f./-]+|[a-z][a-z\d ]*)$/i;
