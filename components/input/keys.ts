import { type KeyEvent, type Modifiers, NO_MODIFIERS } from "./event.ts";
import { keyName } from "./key-name.ts";

export interface KeyParts {
  readonly name: string;
  readonly modifiers?: Modifiers;
  readonly text?: string;
  readonly action?: KeyEvent["action"];
  readonly raw: Uint8Array;
}

/** Builds a key event with its canonical spelling. */
export function keyEvent({
  name,
  modifiers = NO_MODIFIERS,
  text = "",
  action = "press",
  raw,
}: KeyParts): KeyEvent {
  return { type: "key", key: keyName(name, modifiers), name, text, action, raw, ...modifiers };
}

/** A key that a single byte below 0x20, or 0x7f, stands for. */
export function controlKey(byte: number, raw: Uint8Array, alt = false): KeyEvent {
  const named = CONTROL_NAMES[byte];
  if (named !== undefined) return keyEvent({ name: named, modifiers: { ...NO_MODIFIERS, alt }, raw });
  const name = byte === 0 ? "space" : String.fromCharCode(byte | (byte < 0x1b ? 0x60 : 0x40));
  return keyEvent({ name, modifiers: { ...NO_MODIFIERS, ctrl: true, alt }, raw });
}

/** A key that types a character. */
export function characterKey(character: string, raw: Uint8Array, alt = false): KeyEvent {
  const name = character === " " ? "space" : character;
  const shift = character !== character.toLowerCase();
  return keyEvent({ name, modifiers: { ...NO_MODIFIERS, alt, shift }, text: alt ? "" : character, raw });
}

/** The modifier number of xterm and kitty: one more than a bit set. */
export function modifiersOf(parameter: number): Modifiers {
  const bits = Math.max(0, parameter - 1);
  return {
    shift: (bits & 1) !== 0,
    alt: (bits & 2) !== 0,
    ctrl: (bits & 4) !== 0,
    meta: (bits & (8 | 16 | 32)) !== 0,
  };
}

const CONTROL_NAMES: Record<number, string> = {
  8: "backspace",
  9: "tab",
  10: "enter",
  13: "enter",
  27: "esc",
  127: "backspace",
};
