import { CodedError } from "../../src/base/errors.ts";
import type { KeyEvent, Modifiers } from "./event.ts";

/**
 * The one spelling of a key: modifiers in the order ctrl, alt, shift, meta, then the name. A single printable
 * character carries its own shift ("G", "+"), unless ctrl makes the shift count ("ctrl-shift-g").
 */
export function keyName(name: string, modifiers: Modifiers): string {
  const isCharacter = [...name].length === 1;
  const shift = modifiers.shift && (!isCharacter || modifiers.ctrl);
  const base = isCharacter && modifiers.ctrl ? name.toLowerCase() : name;
  return `${modifiers.ctrl ? "ctrl-" : ""}${modifiers.alt ? "alt-" : ""}${shift ? "shift-" : ""}${modifiers.meta ? "meta-" : ""}${base}`;
}

/** Reads a key as a person writes it in a table or the config file. Throws invalid. */
export function parseKeyName(written: string): string {
  let rest = written;
  const found = { ctrl: false, alt: false, shift: false, meta: false };
  for (;;) {
    const match = /^(ctrl|control|alt|option|shift|meta|super|cmd)-(?=.)/is.exec(rest);
    if (match === null) break;
    found[MODIFIERS[match[1]!.toLowerCase()]!] = true;
    rest = rest.slice(match[0].length);
  }
  const name = nameOf(rest);
  if (name === undefined) {
    throw new CodedError("invalid", "invalid-key", `read key ${JSON.stringify(written)}: no such key`, {
      hint: "write keys like d, G, ctrl-d, shift-tab, f5, space, enter, esc",
    });
  }
  const letter = name.length === 1 && found.shift && !found.ctrl ? name.toUpperCase() : name;
  return keyName(letter, found);
}

/** True when this key press (or its repetition) is one of the keys, spelled canonically. */
export function matchesKey(event: KeyEvent, keys: readonly string[]): boolean {
  return event.action !== "release" && keys.includes(event.key);
}

const MODIFIERS: Record<string, keyof Modifiers> = {
  ctrl: "ctrl",
  control: "ctrl",
  alt: "alt",
  option: "alt",
  shift: "shift",
  meta: "meta",
  super: "meta",
  cmd: "meta",
};

const NAMED = new Set(
  "up down left right home end pageup pagedown insert delete backspace enter tab esc space".split(" "),
);

const ALIASES: Record<string, string> = {
  escape: "esc",
  return: "enter",
  pgup: "pageup",
  pgdn: "pagedown",
  pgdown: "pagedown",
  del: "delete",
  ins: "insert",
  "↑": "up",
  "↓": "down",
  "←": "left",
  "→": "right",
  " ": "space",
};

function nameOf(written: string): string | undefined {
  const lower = written.toLowerCase();
  const name = ALIASES[lower] ?? lower;
  if (NAMED.has(name) || /^f([1-9]|[12][0-9]|3[0-5])$/.test(name)) return name;
  return [...written].length === 1 && !/\p{Control}/u.test(written) ? written : undefined;
}
