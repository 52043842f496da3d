import type { KeyEvent } from "./event.ts";
import { keyEvent, modifiersOf } from "./keys.ts";

/** Reads `code[:shifted[:base]] ; modifiers[:action] ; text u` of the kitty keyboard protocol. */
export function kittyKey(fields: readonly string[], raw: Uint8Array): KeyEvent | undefined {
  const [codes = "", second = "1", typed = ""] = fields;
  const [code, shifted] = codes.split(":").map(Number);
  const [modifier = "1", kind = "1"] = second.split(":");
  if (code === undefined || !Number.isInteger(code) || code <= 0 || code > 0x10ffff) return undefined;
  const modifiers = modifiersOf(Number(modifier || "1"));
  const action = kind === "2" ? "repeat" : kind === "3" ? "release" : "press";
  const named = FUNCTIONAL[code] ?? functionKey(code);
  if (named !== undefined) {
    const text = named.length === 1 && !modifiers.ctrl && !modifiers.alt ? named : "";
    return keyEvent({ name: named, modifiers, text, action, raw });
  }
  // The private area that the protocol keeps for keys that type nothing: locks, media, the modifiers themselves.
  if (code >= 0xe000 && code <= 0xf8ff) return keyEvent({ name: "unknown", modifiers, action, raw });
  const character = characterOf(code, shifted, modifiers.shift && !modifiers.ctrl);
  const silent = modifiers.ctrl || modifiers.alt || modifiers.meta;
  const text = typed === "" ? (silent ? "" : character) : textOf(typed);
  return keyEvent({ name: character === " " ? "space" : character, modifiers, text, action, raw });
}

function characterOf(code: number, shifted: number | undefined, shift: boolean): string {
  const plain = String.fromCodePoint(code);
  if (!shift) return plain;
  return shifted === undefined || !(shifted > 0) ? plain.toUpperCase() : String.fromCodePoint(shifted);
}

function textOf(codes: string): string {
  const points = codes.split(":").map(Number);
  const valid = points.every((point) => Number.isInteger(point) && point >= 32 && point <= 0x10ffff);
  return valid ? String.fromCodePoint(...points) : "";
}

function functionKey(code: number): string | undefined {
  return code >= 57376 && code <= 57398 ? `f${code - 57376 + 13}` : undefined;
}

const FUNCTIONAL: Record<number, string> = {
  9: "tab",
  13: "enter",
  27: "esc",
  127: "backspace",
  57344: "esc",
  57345: "enter",
  57346: "tab",
  57347: "backspace",
  57348: "insert",
  57349: "delete",
  57350: "left",
  57351: "right",
  57352: "up",
  57353: "down",
  57354: "pageup",
  57355: "pagedown",
  57356: "home",
  57357: "end",
  57399: "0",
  57400: "1",
  57401: "2",
  57402: "3",
  57403: "4",
  57404: "5",
  57405: "6",
  57406: "7",
  57407: "8",
  57408: "9",
  57409: ".",
  57410: "/",
  57411: "*",
  57412: "-",
  57413: "+",
  57414: "enter",
  57415: "=",
  57416: ",",
  57417: "left",
  57418: "right",
  57419: "up",
  57420: "down",
  57421: "pageup",
  57422: "pagedown",
  57423: "home",
  57424: "end",
  57425: "insert",
  57426: "delete",
};
