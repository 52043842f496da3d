import type { Terminal } from "@xterm/headless";
import type { CursorShape, MouseMode } from "../input/outer-modes.ts";

/** What the program has asked of its terminal, as far as it changes input or the caret. Read at any moment. */
export interface ChildModes {
  /** DECCKM: arrows, home and end are sent as SS3. */
  readonly applicationCursor: boolean;
  readonly applicationKeypad: boolean;
  readonly bracketedPaste: boolean;
  readonly focus: boolean;
  /** A batch of output is under way; the screen should not be drawn. */
  readonly synchronized: boolean;
  readonly mouse: MouseMode | "press";
  readonly mouseEncoding: "default" | "sgr";
  readonly cursorVisible: boolean;
  /** Undefined: the terminal's own. */
  readonly cursor: { readonly shape: CursorShape; readonly blink: boolean } | undefined;
}

/** Watches the sequences whose state the emulator does not tell; it still handles all of them itself. */
export function trackModes(terminal: Terminal, onBatchEnd: () => void = () => {}): ChildModes {
  let cursorVisible = true;
  let sgr = false;
  let cursor: ChildModes["cursor"];
  const reset = (): boolean => {
    cursorVisible = true;
    sgr = false;
    cursor = undefined;
    return false;
  };
  const set = (on: boolean) => (parameters: (number | number[])[]) => {
    for (const parameter of parameters) {
      if (parameter === 25) cursorVisible = on;
      if (parameter === 1006) sgr = on;
      if (parameter === 2026 && !on) onBatchEnd();
    }
    return false;
  };
  terminal.parser.registerCsiHandler({ prefix: "?", final: "h" }, set(true));
  terminal.parser.registerCsiHandler({ prefix: "?", final: "l" }, set(false));
  terminal.parser.registerCsiHandler({ intermediates: " ", final: "q" }, ([style = 0]) => {
    cursor = CURSORS[Number(style)];
    return false;
  });
  terminal.parser.registerCsiHandler({ intermediates: "!", final: "p" }, reset);
  terminal.parser.registerEscHandler({ final: "c" }, reset);

  return {
    get applicationCursor() {
      return terminal.modes.applicationCursorKeysMode;
    },
    get applicationKeypad() {
      return terminal.modes.applicationKeypadMode;
    },
    get bracketedPaste() {
      return terminal.modes.bracketedPasteMode;
    },
    get focus() {
      return terminal.modes.sendFocusMode;
    },
    get synchronized() {
      return terminal.modes.synchronizedOutputMode;
    },
    get mouse() {
      return MOUSE[terminal.modes.mouseTrackingMode];
    },
    get mouseEncoding() {
      return sgr ? "sgr" : "default";
    },
    get cursorVisible() {
      return cursorVisible;
    },
    get cursor() {
      return cursor;
    },
  };
}

const MOUSE = { none: "off", x10: "press", vt200: "click", drag: "drag", any: "any" } as const;

/** DECSCUSR; 0 is the terminal's own. */
const CURSORS: Record<number, ChildModes["cursor"]> = {
  1: { shape: "block", blink: true },
  2: { shape: "block", blink: false },
  3: { shape: "underline", blink: true },
  4: { shape: "underline", blink: false },
  5: { shape: "bar", blink: true },
  6: { shape: "bar", blink: false },
};
