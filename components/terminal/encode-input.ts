import type { InputEvent, KeyEvent, MouseEvent } from "../input/event.ts";
import type { ChildModes } from "./child-modes.ts";

export interface PanePlace {
  /** Where the pane's first cell stands on the screen. */
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * The bytes that tell an event to a program, given the modes it asked for; undefined when it is not to hear of it.
 * What already is what the program expects passes as the very bytes that came.
 */
export function encodeInput(event: InputEvent, modes: ChildModes, place: PanePlace): Uint8Array | undefined {
  switch (event.type) {
    case "key":
      return encodeKey(event, modes);
    case "paste":
      return encodePaste(event.text, event.raw, modes);
    case "focus":
      return modes.focus ? event.raw : undefined;
    case "mouse":
      return encodeMouse(event, modes, place);
    case "reply":
      return undefined;
  }
}

export function isInside({ x, y }: { readonly x: number; readonly y: number }, place: PanePlace): boolean {
  return x >= place.x && y >= place.y && x < place.x + place.columns && y < place.y + place.rows;
}

/** The bytes of a key by its canonical name, for a program without any mode: "ctrl-]" is 0x1d. */
export function encodeKeyName(key: string): Uint8Array {
  const match = /^(ctrl-)?(alt-)?(shift-)?(.+)$/u.exec(key);
  const [ctrl, alt, shift] = [1, 2, 3].map((group) => match?.[group] !== undefined);
  const name = match?.[4] ?? key;
  const text = [...name].length === 1 ? name : "";
  const modifiers = { ctrl: ctrl ?? false, alt: alt ?? false, shift: shift ?? false, meta: false };
  return (
    legacyKey({ type: "key", key, name, text, action: "press", raw: new Uint8Array(), ...modifiers }) ??
    bytes("")
  );
}

function encodeKey(event: KeyEvent, modes: ChildModes): Uint8Array | undefined {
  if (event.action === "release") return undefined;
  const plain = !event.ctrl && !event.alt && !event.shift && !event.meta;
  const cursor = CURSOR_FINALS[event.name];
  if (cursor !== undefined && plain)
    return bytes(modes.applicationCursor ? `\x1bO${cursor}` : `\x1b[${cursor}`);
  return isKitty(event.raw) ? legacyKey(event) : event.raw;
}

/** CSI … u, and the forms with an event type, are for those only who asked for the kitty protocol. */
function isKitty(raw: Uint8Array): boolean {
  if (raw[0] !== 0x1b || raw[1] !== 0x5b || raw.length < 4) return false;
  return raw.at(-1) === 0x75 || raw.includes(0x3a) || startsWith(raw, "\x1b[27;");
}

/** What a terminal without the kitty protocol sends for the key. */
function legacyKey(event: KeyEvent): Uint8Array | undefined {
  const modifier = 1 + (event.shift ? 1 : 0) + (event.alt ? 2 : 0) + (event.ctrl ? 4 : 0);
  const alt = event.alt ? "\x1b" : "";
  if (event.name === "tab" && event.shift) return bytes(`${alt}\x1b[Z`);
  const simple = event.ctrl ? SIMPLE_CTRL[event.name] : SIMPLE[event.name];
  if (simple !== undefined) return bytes(alt + simple);
  const final = CURSOR_FINALS[event.name] ?? FUNCTION_FINALS[event.name];
  if (final !== undefined) {
    const opener = FUNCTION_FINALS[event.name] === undefined ? "\x1b[" : "\x1bO";
    return bytes(modifier === 1 ? opener + final : `\x1b[1;${modifier}${final}`);
  }
  const number = TILDE_NUMBERS[event.name];
  if (number !== undefined) return bytes(modifier === 1 ? `\x1b[${number}~` : `\x1b[${number};${modifier}~`);
  if (event.text !== "" && !event.ctrl) return bytes(alt + event.text);
  const character = event.name === "space" ? " " : event.name;
  if ([...character].length !== 1) return undefined;
  if (!event.ctrl) return bytes(alt + character);
  const control = controlByte(character);
  return bytes(alt + (control === undefined ? character : String.fromCharCode(control)));
}

function controlByte(character: string): number | undefined {
  if (/^[a-z@[\\\]^_]$/i.test(character)) return character.toUpperCase().charCodeAt(0) & 0x1f;
  return CONTROL_DIGITS[character];
}

function encodePaste(text: string, raw: Uint8Array, modes: ChildModes): Uint8Array {
  if (modes.bracketedPaste) return raw;
  return bytes(text.replace(/\r?\n/g, "\r"));
}

function encodeMouse(event: MouseEvent, modes: ChildModes, place: PanePlace): Uint8Array | undefined {
  const x = event.x - place.x;
  const y = event.y - place.y;
  if (!wantsMouse(event, modes) || (!isInside(event, place) && event.action !== "release")) return undefined;
  const column = Math.min(place.columns, Math.max(1, x + 1));
  const row = Math.min(place.rows, Math.max(1, y + 1));
  if (modes.mouseEncoding === "sgr") {
    return bytes(`\x1b[<${event.code};${column};${row}${event.action === "release" ? "m" : "M"}`);
  }
  // The old form has one byte for each number, so it ends at column 223.
  if (column > 223 || row > 223) return undefined;
  const code = event.action === "release" ? (event.code & ~3) | 3 : event.code;
  return Uint8Array.from([0x1b, 0x5b, 0x4d, code + 32, column + 32, row + 32]);
}

function wantsMouse({ action, button }: MouseEvent, { mouse }: ChildModes): boolean {
  if (mouse === "off") return false;
  if (mouse === "press") return action === "press";
  if (action !== "move") return true;
  return mouse === "any" || (mouse === "drag" && button !== "none");
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function startsWith(raw: Uint8Array, prefix: string): boolean {
  return [...prefix].every((character, index) => raw[index] === character.charCodeAt(0));
}

const SIMPLE: Record<string, string> = { enter: "\r", tab: "\t", esc: "\x1b", backspace: "\x7f", space: " " };
const SIMPLE_CTRL: Record<string, string> = { ...SIMPLE, backspace: "\x08", space: "\0" };
const CURSOR_FINALS: Record<string, string> = {
  up: "A",
  down: "B",
  right: "C",
  left: "D",
  home: "H",
  end: "F",
};
const FUNCTION_FINALS: Record<string, string> = { f1: "P", f2: "Q", f3: "R", f4: "S" };
const TILDE_NUMBERS: Record<string, number> = {
  insert: 2,
  delete: 3,
  pageup: 5,
  pagedown: 6,
  f5: 15,
  f6: 17,
  f7: 18,
  f8: 19,
  f9: 20,
  f10: 21,
  f11: 23,
  f12: 24,
};
/** What the digits and some signs give with ctrl, since the days of the VT220. */
const CONTROL_DIGITS: Record<string, number> = {
  "2": 0,
  "3": 27,
  "4": 28,
  "5": 29,
  "6": 30,
  "7": 31,
  "8": 127,
  "/": 31,
  "?": 127,
  "~": 30,
};
