/** A program's output, cut where it changes between its main and its alternate screen. */
export type OutputPart =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** The sequence as it came; the real terminal must not see it while it lends the program one screen only. */
  | { readonly kind: "switch"; readonly bytes: Uint8Array };

export interface SwitchSplitter {
  /** Cuts the next piece; a sequence that is torn at its end waits for the piece after. */
  split(bytes: Uint8Array): OutputPart[];
  /** Gives a torn sequence as it is. */
  flush(): OutputPart[];
}

/** Finds `CSI ? … h` and `l` with 47, 1047 or 1049, also among other modes and over the joints of pieces. */
export function createSwitchSplitter(): SwitchSplitter {
  let open = Buffer.alloc(0);
  return {
    split(bytes) {
      const text = open.length === 0 ? Buffer.from(bytes) : Buffer.concat([open, bytes]);
      const parts: OutputPart[] = [];
      let done = 0;
      for (let at = text.indexOf(OPENER); at >= 0; at = text.indexOf(OPENER, at + 1)) {
        let end = at + OPENER.length;
        while (end < text.length && isParameter(text[end]!)) end++;
        // Longer ones are no mode settings and may as well pass.
        if (end === text.length && end - at < LONGEST) {
          parts.push(...bytesPart(text.subarray(done, at)));
          open = Buffer.from(text.subarray(at));
          return parts;
        }
        if (!isSwitch(text.toString("latin1", at + OPENER.length, end + 1))) continue;
        parts.push(...bytesPart(text.subarray(done, at)));
        parts.push({ kind: "switch", bytes: text.subarray(at, end + 1) });
        done = end + 1;
      }
      const torn = tornOpener(text);
      parts.push(...bytesPart(text.subarray(done, text.length - torn)));
      open = Buffer.from(text.subarray(text.length - torn));
      return parts;
    },
    flush() {
      const parts = bytesPart(open);
      open = Buffer.alloc(0);
      return parts;
    },
  };
}

const OPENER = Buffer.from("\x1b[?");
const LONGEST = 64;

function isParameter(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x3b;
}

function isSwitch(rest: string): boolean {
  return (
    /[hl]$/.test(rest) &&
    rest
      .slice(0, -1)
      .split(";")
      .some((mode) => mode === "47" || mode === "1047" || mode === "1049")
  );
}

/** How many bytes at the end may be the beginning of an opener. */
function tornOpener(text: Buffer): number {
  if (text.at(-1) === 0x1b) return 1;
  return text.at(-1) === 0x5b && text.at(-2) === 0x1b ? 2 : 0;
}

function bytesPart(bytes: Uint8Array): OutputPart[] {
  return bytes.length === 0 ? [] : [{ kind: "bytes", bytes }];
}
