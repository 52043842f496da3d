import type { IBuffer } from "@xterm/headless";
import type { TextField } from "../widgets/text-field.ts";
import type { LookMove } from "./look-commands.ts";
import type { Selection } from "./selection.ts";
import { moveInText, type Spot, settle } from "./text-motion.ts";

/** Looking at what scrolled away, while the program goes on. */
export interface LookBack {
  /** The row of the buffer that stands first in the view. */
  readonly top: number;
  readonly caret: Spot;
  readonly selection: Selection | undefined;
  readonly query: string;
  /** The query while it is typed, and where the caret was before; undefined when keys move. */
  readonly typing: { readonly field: TextField; readonly from: Spot } | undefined;
}

/** What is looked at. */
export interface LookScreen {
  readonly buffer: IBuffer;
  readonly rows: number;
}

export function startLooking({ buffer }: Pick<LookScreen, "buffer">): LookBack {
  const caret = { row: buffer.baseY + buffer.cursorY, column: buffer.cursorX };
  return { top: buffer.baseY, caret, selection: undefined, query: "", typing: undefined };
}

/** Moves the caret, and the view with it. */
export function moveLook(look: LookBack, move: LookMove, screen: LookScreen): LookBack {
  const { rows } = screen;
  const half = Math.max(1, rows >> 1);
  const page = Math.max(1, rows - 1);
  const byRows = (by: number): LookBack => toRow(look, look.caret.row + by, screen);
  switch (move) {
    case "up":
      return byRows(-1);
    case "down":
      return byRows(1);
    case "first":
      return toRow(look, 0, screen);
    case "last":
      return toRow(look, lastRow(screen), screen);
    case "half-up":
      return turn(look, -half, screen);
    case "half-down":
      return turn(look, half, screen);
    case "page-up":
      return turn(look, -page, screen);
    case "page-down":
      return turn(look, page, screen);
    case "scroll-up":
      return scrollLook(look, -1, screen);
    case "scroll-down":
      return scrollLook(look, 1, screen);
    case "view-top":
      return toRow(look, look.top, screen);
    case "view-middle":
      return toRow(look, look.top + (Math.min(rows - 1, lastRow(screen) - look.top) >> 1), screen);
    case "view-bottom":
      return toRow(look, look.top + rows - 1, screen);
    default: {
      const from = settle(screen.buffer, look.caret);
      const caret = moveInText(screen.buffer, from, move, lastRow(screen));
      return showCaret({ ...look, caret }, screen);
    }
  }
}

/** Moves the view; the caret stays with its row as long as that is in sight. */
export function scrollLook(look: LookBack, by: number, screen: LookScreen): LookBack {
  const top = clamp(look.top + by, 0, screen.buffer.baseY);
  const row = clamp(look.caret.row, top, Math.min(lastRow(screen), top + screen.rows - 1));
  return { ...look, top, caret: { ...look.caret, row } };
}

/** Puts the caret on a cell, counted from the first one of the view; one outside scrolls. */
export function moveTo(look: LookBack, { x, y }: { x: number; y: number }, screen: LookScreen): LookBack {
  return toRow({ ...look, caret: { ...look.caret, column: Math.max(0, x) } }, look.top + y, screen);
}

/** Moves the view so far that the caret is in sight: to the nearest edge, or the middle. */
export function showCaret(look: LookBack, { buffer, rows }: LookScreen, where?: "centre"): LookBack {
  const { row } = look.caret;
  if (row >= look.top && row < look.top + rows) return look;
  const edge = row < look.top ? row : row - rows + 1;
  return { ...look, top: clamp(where === "centre" ? row - (rows >> 1) : edge, 0, buffer.baseY) };
}

/** View and caret move alike; where the view can no more, the caret goes to the end. */
function turn(look: LookBack, by: number, screen: LookScreen): LookBack {
  const top = clamp(look.top + by, 0, screen.buffer.baseY);
  if (top === look.top) return toRow(look, by < 0 ? 0 : lastRow(screen), screen);
  return toRow({ ...look, top }, look.caret.row + top - look.top, screen);
}

function toRow(look: LookBack, row: number, screen: LookScreen): LookBack {
  const caret = { ...look.caret, row: clamp(row, 0, lastRow(screen)) };
  return showCaret({ ...look, caret }, screen);
}

/** The last row that says anything, or on which the program writes. */
function lastRow({ buffer }: LookScreen): number {
  const cursor = buffer.baseY + buffer.cursorY;
  let row = buffer.length - 1;
  while (row > cursor && buffer.getLine(row)?.translateToString(true) === "") row--;
  return row;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
