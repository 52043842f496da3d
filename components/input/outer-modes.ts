export type MouseMode = "off" | "click" | "drag" | "any";
export type CursorShape = "block" | "underline" | "bar";

/** What we may switch on in the person's terminal. */
export interface OuterModes {
  readonly bracketedPaste: boolean;
  readonly focus: boolean;
  readonly kitty: boolean;
  readonly mouse: MouseMode;
  /** Undefined: as the person has it. */
  readonly cursor: { readonly shape: CursorShape; readonly blink: boolean } | undefined;
  /** Undefined: we never touched it. */
  readonly title: string | undefined;
}

export const MODES_OFF: OuterModes = {
  bracketedPaste: false,
  focus: false,
  kitty: false,
  mouse: "off",
  cursor: undefined,
  title: undefined,
};

/** The bytes that lead from one set of modes to another; nothing for what does not change. */
export function modeChange(from: OuterModes, to: OuterModes): string {
  let bytes = "";
  if (from.bracketedPaste !== to.bracketedPaste) bytes += to.bracketedPaste ? "\x1b[?2004h" : "\x1b[?2004l";
  if (from.focus !== to.focus) bytes += to.focus ? "\x1b[?1004h" : "\x1b[?1004l";
  // Pushed and popped, so that what the person's shell had set comes back.
  if (from.kitty !== to.kitty) bytes += to.kitty ? "\x1b[>1u" : "\x1b[<u";
  if (from.mouse !== to.mouse) bytes += mouseChange(from.mouse, to.mouse);
  if (from.cursor?.shape !== to.cursor?.shape || from.cursor?.blink !== to.cursor?.blink) {
    bytes += `\x1b[${cursorNumber(to.cursor)} q`;
  }
  if (from.title !== to.title) {
    if (from.title === undefined) bytes += "\x1b[22;2t";
    bytes += to.title === undefined ? "\x1b[23;2t" : titleSequence(to.title);
  }
  return bytes;
}

/** What gives the terminal's window a title; nothing in a title acts. */
export function titleSequence(title: string): string {
  return `\x1b]2;${title.replace(/\p{Control}/gu, " ")}\x07`;
}

function mouseChange(from: MouseMode, to: MouseMode): string {
  let bytes = from === "off" ? "" : `\x1b[?${MOUSE_NUMBERS[from]}l`;
  if (to === "off") bytes += "\x1b[?1006l";
  else bytes += `\x1b[?${MOUSE_NUMBERS[to]}h${from === "off" ? "\x1b[?1006h" : ""}`;
  return bytes;
}

function cursorNumber(cursor: OuterModes["cursor"]): number {
  if (cursor === undefined) return 0;
  const steady = { block: 2, underline: 4, bar: 6 }[cursor.shape];
  return cursor.blink ? steady - 1 : steady;
}

const MOUSE_NUMBERS = { click: 1000, drag: 1002, any: 1003 } as const;
