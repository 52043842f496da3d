/** What a person, or the terminal for them, sent. `raw` holds exactly the bytes it came as. */
export type InputEvent = KeyEvent | PasteEvent | MouseEvent | FocusEvent | ReplyEvent;

export interface Modifiers {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
}

export interface KeyEvent extends Modifiers {
  readonly type: "key";
  /** The canonical spelling that keymaps match: "ctrl-d", "shift-tab", "G", "[", "f5", "space". */
  readonly key: string;
  /** The key without its modifiers: "d", "tab", "f5"; "unknown" for a sequence that names no key. */
  readonly name: string;
  /** What it types into a text; empty when it types nothing. */
  readonly text: string;
  readonly action: "press" | "repeat" | "release";
  readonly raw: Uint8Array;
}

export interface PasteEvent {
  readonly type: "paste";
  readonly text: string;
  readonly raw: Uint8Array;
}

export interface MouseEvent extends Modifiers {
  readonly type: "mouse";
  readonly action: "press" | "release" | "move" | "wheel";
  readonly button:
    | "left"
    | "middle"
    | "right"
    | "none"
    | "up"
    | "down"
    | "wheel-left"
    | "wheel-right"
    | "other";
  /** Column and row of the screen, counted from 0. */
  readonly x: number;
  readonly y: number;
  /** The button code of the protocol, as it came. */
  readonly code: number;
  readonly raw: Uint8Array;
}

/** The window gained or lost the focus. */
export interface FocusEvent {
  readonly type: "focus";
  readonly focused: boolean;
  readonly raw: Uint8Array;
}

/** The terminal answered a question; never a key. */
export interface ReplyEvent {
  readonly type: "reply";
  readonly raw: Uint8Array;
}

export const NO_MODIFIERS: Modifiers = { ctrl: false, alt: false, shift: false, meta: false };
