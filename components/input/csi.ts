import type { InputEvent, KeyEvent, MouseEvent } from "./event.ts";
import { NO_MODIFIERS } from "./event.ts";
import { keyEvent, modifiersOf } from "./keys.ts";
import { kittyKey } from "./kitty.ts";

/** Says what a whole control sequence (ESC [ parameters final) means. */
export function csiEvent(parameters: string, final: string, raw: Uint8Array): InputEvent {
  if (parameters === "" && (final === "I" || final === "O"))
    return { type: "focus", focused: final === "I", raw };
  if (parameters.startsWith("<") && (final === "M" || final === "m"))
    return mouse(parameters.slice(1), final, raw);
  // The private markers open what terminals answer; rxvt's shifted finals have none.
  if (/^[?>=]/.test(parameters) || REPLY_FINALS.has(final)) return { type: "reply", raw };
  const fields = parameters.split(";");
  if (final === "u") return kittyKey(fields, raw) ?? unknown(raw);
  if (final === "R" && fields.length === 2 && fields[0] !== "1") return { type: "reply", raw };
  if (final === "Z") return keyEvent({ name: "tab", modifiers: { ...NO_MODIFIERS, shift: true }, raw });
  const [first = "", second = "1"] = fields;
  const [modifier = "1", kind = "1"] = second.split(":");
  const common = { modifiers: modifiersOf(Number(modifier)), action: ACTIONS[kind] ?? "press", raw } as const;
  if (final === "~") {
    if (first === "27") return kittyKey([fields[2] ?? "", second], raw) ?? unknown(raw);
    const name = TILDE_NAMES[first];
    return name === undefined ? unknown(raw) : keyEvent({ name, ...common });
  }
  const name = LETTER_NAMES[final];
  return name === undefined ? unknown(raw) : keyEvent({ name, ...common });
}

/** ESC O letter: what application modes and F1 to F4 send. */
export function ss3Event(modifier: string, final: string, raw: Uint8Array): KeyEvent {
  const modifiers = modifiersOf(Number(modifier || "1"));
  const typed = KEYPAD_TEXT[final];
  if (typed !== undefined) return keyEvent({ name: typed, modifiers, text: typed, raw });
  const name = final === "M" ? "enter" : LETTER_NAMES[final];
  return name === undefined ? unknown(raw) : keyEvent({ name, modifiers, raw });
}

/** The Linux console's F1 to F5: ESC [ [ letter. */
export function linuxConsoleEvent(final: string, raw: Uint8Array): KeyEvent {
  const index = "ABCDE".indexOf(final);
  return index < 0 ? unknown(raw) : keyEvent({ name: `f${index + 1}`, raw });
}

/** The old mouse report: ESC [ M and three bytes, each 32 more than its value. */
export function oldMouseEvent(raw: Uint8Array): MouseEvent {
  const [code = 0, x = 0, y = 0] = [...raw.subarray(-3)].map((byte) => byte - 32);
  const released = (code & 3) === 3 && (code & (32 | 64)) === 0;
  return mouseEvent(code, x, y, released, raw);
}

export function unknown(raw: Uint8Array): KeyEvent {
  return keyEvent({ name: "unknown", raw });
}

function mouse(parameters: string, final: string, raw: Uint8Array): InputEvent {
  const [code, x, y] = parameters.split(";").map(Number);
  if (![code, x, y].every((value) => Number.isInteger(value))) return unknown(raw);
  return mouseEvent(code!, x!, y!, final === "m", raw);
}

function mouseEvent(code: number, x: number, y: number, released: boolean, raw: Uint8Array): MouseEvent {
  const low = code & 3;
  const wheel = (code & 64) !== 0;
  const action = wheel ? "wheel" : (code & 32) !== 0 ? "move" : released ? "release" : "press";
  const button = wheel ? WHEELS[low]! : (code & 128) !== 0 ? "other" : BUTTONS[low]!;
  return {
    type: "mouse",
    action,
    button,
    x: Math.max(0, x - 1),
    y: Math.max(0, y - 1),
    code,
    shift: (code & 4) !== 0,
    alt: (code & 8) !== 0,
    ctrl: (code & 16) !== 0,
    meta: false,
    raw,
  };
}

const BUTTONS = ["left", "middle", "right", "none"] as const;
const WHEELS = ["up", "down", "wheel-left", "wheel-right"] as const;
/** Device attributes, reports of modes, sizes and status. */
const REPLY_FINALS = new Set(["c", "n", "t", "y"]);
const ACTIONS: Record<string, KeyEvent["action"]> = { "1": "press", "2": "repeat", "3": "release" };

const LETTER_NAMES: Record<string, string> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  F: "end",
  H: "home",
  P: "f1",
  Q: "f2",
  R: "f3",
  S: "f4",
};

const TILDE_NAMES: Record<string, string> = {
  "1": "home",
  "2": "insert",
  "3": "delete",
  "4": "end",
  "5": "pageup",
  "6": "pagedown",
  "7": "home",
  "8": "end",
  "11": "f1",
  "12": "f2",
  "13": "f3",
  "14": "f4",
  "15": "f5",
  "17": "f6",
  "18": "f7",
  "19": "f8",
  "20": "f9",
  "21": "f10",
  "23": "f11",
  "24": "f12",
  "25": "f13",
  "26": "f14",
  "28": "f15",
  "29": "f16",
  "31": "f17",
  "32": "f18",
  "33": "f19",
  "34": "f20",
};

/** What the keys of the keypad send in application mode: the letter is 0x40 above the character. */
const KEYPAD_TEXT: Record<string, string> = {
  j: "*",
  k: "+",
  l: ",",
  m: "-",
  n: ".",
  o: "/",
  p: "0",
  q: "1",
  r: "2",
  s: "3",
  t: "4",
  u: "5",
  v: "6",
  w: "7",
  x: "8",
  y: "9",
  X: "=",
};
