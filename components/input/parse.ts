import { csiEvent, linuxConsoleEvent, oldMouseEvent, ss3Event, unknown } from "./csi.ts";
import type { InputEvent } from "./event.ts";
import { characterKey, controlKey } from "./keys.ts";
import { createPaste, type OpenPaste, PASTE_OPENER_LENGTH, pasteEvent } from "./paste.ts";

/** Bytes in, events out. It knows no time: the owner of the stream calls `flush` when `pendingMs` have passed. */
export interface InputParser {
  feed(bytes: Uint8Array): InputEvent[];
  /** Gives what is still open as what it most likely was: a lone esc, alt and a bracket, a torn sequence. */
  flush(): InputEvent[];
  /** How long to wait for more before a flush; undefined when nothing is open. */
  readonly pendingMs: number | undefined;
}

/** Every byte that is fed belongs to the raw bytes of exactly one event, in order. */
export function createParser(): InputParser {
  let open: Uint8Array = new Uint8Array();
  let paste: OpenPaste | undefined;

  const take = (): InputEvent[] => {
    const events: InputEvent[] = [];
    let offset = 0;
    while (offset < open.length) {
      if (paste !== undefined) {
        const closed = paste.add(open.subarray(offset));
        if (closed === undefined) {
          offset = open.length;
          break;
        }
        events.push(closed.event);
        open = closed.rest;
        offset = 0;
        paste = undefined;
        continue;
      }
      const found = readOne(open, offset);
      if (found === "incomplete") break;
      if (found === "paste") {
        paste = createPaste();
        continue;
      }
      events.push(found.event);
      offset += found.length;
    }
    open = open.slice(offset);
    return events;
  };

  return {
    feed(bytes) {
      open = open.length === 0 ? bytes : new Uint8Array(Buffer.concat([open, bytes]));
      return take();
    },
    flush() {
      const events: InputEvent[] = [];
      if (paste !== undefined) {
        const raw = paste.bytes();
        paste = undefined;
        events.push(pasteEvent(raw, raw.subarray(PASTE_OPENER_LENGTH)));
      }
      while (open.length > 0) {
        const { event, length } = readTorn(open);
        events.push(event);
        open = open.slice(length);
        events.push(...take());
      }
      return events;
    },
    get pendingMs() {
      if (paste !== undefined) return PASTE_MS;
      if (open.length === 0) return undefined;
      return open.length === 1 && open[0] === ESC ? LONE_ESC_MS : TORN_MS;
    },
  };
}

/** A person's esc must feel immediate; the rest of a torn sequence may come late over a slow line. */
const LONE_ESC_MS = 50;
const TORN_MS = 200;
const PASTE_MS = 3000;
const ESC = 0x1b;
/** No terminal sends longer ones; without a bound a stray opener would swallow keys for ever. */
const LONGEST_CSI = 128;
const LONGEST_STRING = 64 * 1024;

type Found = { readonly event: InputEvent; readonly length: number };

function readOne(bytes: Uint8Array, at: number): Found | "incomplete" | "paste" {
  const first = bytes[at]!;
  if (first === ESC) return readEscape(bytes, at);
  if (first < 0x20 || first === 0x7f) return whole(controlKey(first, bytes.slice(at, at + 1)));
  return readCharacter(bytes, at);
}

function readEscape(bytes: Uint8Array, at: number): Found | "incomplete" | "paste" {
  const second = bytes[at + 1];
  if (second === undefined) return "incomplete";
  if (second === 0x5b) return readCsi(bytes, at);
  if (second === 0x4f) return readSs3(bytes, at);
  if (second === 0x5d || second === 0x50 || second === 0x5f || second === 0x5e) return readString(bytes, at);
  // Two in a row: the first stands alone, the second may open a sequence.
  if (second === ESC) return whole(controlKey(ESC, bytes.slice(at, at + 1)));
  if (second < 0x20 || second === 0x7f) return whole(controlKey(second, bytes.slice(at, at + 2), true));
  const found = readCharacter(bytes, at + 1);
  if (found === "incomplete" || found.event.type !== "key") return found;
  const raw = bytes.slice(at, at + 1 + found.length);
  return whole(characterKey(found.event.text, raw, true));
}

function readCsi(bytes: Uint8Array, at: number): Found | "incomplete" | "paste" {
  let end = at + 2;
  if (bytes[end] === 0x5b) {
    if (end + 1 >= bytes.length) return "incomplete";
    return whole(linuxConsoleEvent(String.fromCharCode(bytes[end + 1]!), bytes.slice(at, end + 2)));
  }
  while (end < bytes.length && bytes[end]! >= 0x20 && bytes[end]! <= 0x3f && end - at < LONGEST_CSI) end++;
  if (end >= bytes.length) return "incomplete";
  const final = bytes[end]!;
  if (final < 0x40 || final > 0x7e) return whole(unknown(bytes.slice(at, end)));
  const parameters = ascii(bytes.subarray(at + 2, end));
  if (final === 0x4d && parameters === "") {
    return end + 3 < bytes.length ? whole(oldMouseEvent(bytes.slice(at, end + 4))) : "incomplete";
  }
  if (final === 0x7e && parameters === "200") return "paste";
  return whole(csiEvent(parameters, String.fromCharCode(final), bytes.slice(at, end + 1)));
}

function readSs3(bytes: Uint8Array, at: number): Found | "incomplete" {
  let end = at + 2;
  while (end < bytes.length && bytes[end]! >= 0x30 && bytes[end]! <= 0x39 && end - at < 4) end++;
  if (end >= bytes.length) return "incomplete";
  const final = bytes[end]!;
  if (final < 0x40 || final > 0x7e) return whole(characterKey("O", bytes.slice(at, at + 2), true));
  const modifier = ascii(bytes.subarray(at + 2, end));
  return whole(ss3Event(modifier, String.fromCharCode(final), bytes.slice(at, end + 1)));
}

/** OSC, DCS, APC, PM: only terminals send them, as answers. They end with ST, OSC with BEL too. */
function readString(bytes: Uint8Array, at: number): Found | "incomplete" {
  for (let end = at + 2; end < bytes.length; end++) {
    if (bytes[end] === 0x07) return whole({ type: "reply", raw: bytes.slice(at, end + 1) });
    if (bytes[end] !== ESC) continue;
    if (end + 1 >= bytes.length) return "incomplete";
    if (bytes[end + 1] === 0x5c) return whole({ type: "reply", raw: bytes.slice(at, end + 2) });
    return torn(bytes.slice(at, end));
  }
  return bytes.length - at > LONGEST_STRING ? torn(bytes.slice(at)) : "incomplete";
}

function readCharacter(bytes: Uint8Array, at: number): Found | "incomplete" {
  const length = utf8Length(bytes[at]!);
  let have = 1;
  while (have < length && at + have < bytes.length && (bytes[at + have]! & 0xc0) === 0x80) have++;
  if (have < length && at + have >= bytes.length) return "incomplete";
  const raw = bytes.slice(at, at + have);
  const character = have === length ? decoder.decode(raw) : "\ufffd";
  if (/^\p{Control}$/u.test(character)) return whole(unknown(raw));
  return whole(characterKey([...character].length === 1 ? character : "\ufffd", raw));
}

/** What was open when time ran out. */
function readTorn(bytes: Uint8Array): Found {
  if (bytes[0] !== ESC) return whole(characterKey("\ufffd", bytes.slice()));
  if (bytes.length === 1) return whole(controlKey(ESC, bytes.slice()));
  return torn(bytes.slice());
}

function torn(raw: Uint8Array): Found {
  const alt = raw.length === 2 && raw[1]! >= 0x20 && raw[1]! < 0x7f;
  return whole(alt ? characterKey(String.fromCharCode(raw[1]!), raw, true) : unknown(raw));
}

function utf8Length(first: number): number {
  if (first < 0xc2) return 1;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 1;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function whole(event: InputEvent): Found {
  return { event, length: event.raw.length };
}
