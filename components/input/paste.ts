import type { PasteEvent } from "./event.ts";

/** A bracketed paste that has begun; it may come in thousands of pieces. */
export interface OpenPaste {
  /** Takes what follows; gives the event and the bytes after it once the end has come. */
  add(bytes: Uint8Array): { readonly event: PasteEvent; readonly rest: Uint8Array } | undefined;
  /** All that came so far, the opener included. */
  bytes(): Uint8Array;
}

export function createPaste(): OpenPaste {
  let room = Buffer.alloc(4096);
  let used = 0;
  return {
    add(bytes) {
      if (used + bytes.length > room.length) {
        const larger = Buffer.alloc(Math.max(room.length * 2, used + bytes.length));
        room.copy(larger, 0, 0, used);
        room = larger;
      }
      room.set(bytes, used);
      // The end may have begun in the piece before.
      const from = Math.max(PASTE_OPENER_LENGTH, used - CLOSER.length);
      used += bytes.length;
      const end = room.subarray(0, used).indexOf(CLOSER, from);
      if (end < 0) return undefined;
      const raw = room.subarray(0, end + CLOSER.length);
      const rest = new Uint8Array(room.subarray(end + CLOSER.length, used));
      return { event: pasteEvent(raw, raw.subarray(PASTE_OPENER_LENGTH, end)), rest };
    },
    bytes: () => room.subarray(0, used),
  };
}

export function pasteEvent(raw: Uint8Array, content: Uint8Array): PasteEvent {
  return { type: "paste", text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(content), raw };
}

export const PASTE_OPENER_LENGTH = "\x1b[200~".length;
const CLOSER = Buffer.from("\x1b[201~");
