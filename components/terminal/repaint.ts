import type { IBufferCell, Terminal } from "@xterm/headless";
import { columnsOf, cut } from "../widgets/text.ts";
import { cellStyle } from "./cell-style.ts";
import type { Emulator } from "./emulator.ts";
import { createScreenRenderer } from "./render-screen.ts";

/**
 * The bytes that make a real terminal of the same size show what the emulator shows, with the program's modes. A hint
 * covers the end of the first row.
 */
export function repaint({ terminal, modes }: Emulator, hint?: string): string {
  const { rows } = createScreenRenderer(terminal).render();
  const { cursorX, cursorY } = terminal.buffer.active;
  const { originMode, wraparoundMode, insertMode } = terminal.modes;
  const region = scrollRegion(terminal.buffer.active, terminal.rows);
  return [
    RESET_DRAWING,
    // One frame for those who can, without a flicker.
    "\x1b[?2026h",
    // The last cell of a row is written without wrapping, so that the last row does not scroll.
    "\x1b[?7l",
    // What is blank stays blank, also for whoever copies from it.
    ...rows.map((row, y) => `\x1b[${y + 1};1H${row.replace(/ +$/, "")}`),
    hint === undefined ? "" : hintAt(hint, terminal.cols),
    region === undefined ? "" : `\x1b[${region.top + 1};${region.bottom + 1}r`,
    `\x1b[${cursorY + 1};${cursorX + 1}H`,
    wraparoundMode ? "\x1b[?7h" : "",
    originMode ? "\x1b[?6h" : "",
    insertMode ? "\x1b[4h" : "",
    modes.applicationCursor ? "\x1b[?1h" : "\x1b[?1l",
    modes.applicationKeypad ? "\x1b=" : "\x1b>",
    modes.bracketedPaste ? "\x1b[?2004h" : "\x1b[?2004l",
    modes.focus ? "\x1b[?1004h" : "\x1b[?1004l",
    modes.mouse === "off" ? "" : `\x1b[?${MOUSE_NUMBERS[modes.mouse]}h`,
    modes.mouseEncoding === "sgr" ? "\x1b[?1006h" : "",
    modes.cursor === undefined ? "" : `\x1b[${cursorNumber(modes.cursor)} q`,
    modes.cursorVisible ? "\x1b[?25h" : "\x1b[?25l",
    penStyle(terminal),
    modes.synchronized ? "" : "\x1b[?2026l",
  ].join("");
}

/** Takes back what would be in the way of drawing, and what is set anew behind it; then clears. */
const RESET_DRAWING = [
  // Batches, looks, links, protected cells, and what letters stand for.
  '\x1b[?2026l\x1b[0m\x1b]8;;\x1b\\\x1b[0"q\x1b(B\x1b)B\x1b*B\x1b+B\x0f',
  // Margins, origin, insertion, wrapping.
  "\x1b[?69l\x1b[r\x1b[?6l\x1b[4l\x1b[?7h",
  "\x1b[?1l\x1b>\x1b[?2004l\x1b[?1004l\x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l",
  "\x1b[0 q\x1b[H\x1b[2J",
].join("");

/** Takes back all that a program may have set, but for colours and titles, and clears. */
export const RESET_SCREEN = [
  RESET_DRAWING,
  // A screen in reverse, line feeds that go to the first column, tabs every eight columns.
  "\x1b[?5l\x1b[20l\x1b[?5W",
  // What the terminal sends: keys, changes of its theme and size, other spellings of the mouse.
  "\x1b[2l\x1b[?66l\x1b[?8h\x1b[?2031l\x1b[?2048l\x1b[?1001l\x1b[?1005l\x1b[?1015l\x1b[?1016l",
  // modifyOtherKeys, and all that was pushed on this screen's stack of the kitty protocol.
  "\x1b[>4m\x1b[<99u",
].join("");

const MOUSE_NUMBERS = { press: 9, click: 1000, drag: 1002, any: 1003 } as const;

function cursorNumber({ shape, blink }: NonNullable<Emulator["modes"]["cursor"]>): number {
  return { block: 2, underline: 4, bar: 6 }[shape] - (blink ? 1 : 0);
}

function hintAt(hint: string, columns: number): string {
  const text = cut(` ${hint} `, columns);
  return `\x1b[1;${columns - columnsOf(text) + 1}H\x1b[0;7m${text}\x1b[0m`;
}

/** The look of what the program writes next. The emulator does not tell it openly; most programs set it anew. */
function penStyle(terminal: Terminal): string {
  type Inner = { _core?: { _inputHandler?: { _curAttrData?: IBufferCell } } };
  const pen = (terminal as unknown as Inner)._core?._inputHandler?._curAttrData;
  return pen === undefined ? "" : cellStyle(pen);
}

/** Rows between which the program scrolls. The emulator does not tell it openly; without it a redraw mends the rest. */
function scrollRegion(buffer: unknown, rows: number): { top: number; bottom: number } | undefined {
  const inner = (buffer as { _buffer?: { scrollTop?: number; scrollBottom?: number } })._buffer;
  const { scrollTop: top = 0, scrollBottom: bottom = rows - 1 } = inner ?? {};
  return top === 0 && bottom === rows - 1 ? undefined : { top, bottom };
}
