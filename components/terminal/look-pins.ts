import type { Terminal } from "@xterm/headless";
import type { LookBack } from "./look-view.ts";
import type { Spot } from "./text-motion.ts";

/** A look whose rows stay with their text, as new rows come in below and the oldest are thrown away. */
export interface PinnedLook extends Disposable {
  /** The look with the rows as they count now. */
  now(): LookBack;
}

export function pinLook(terminal: Terminal, look: LookBack): PinnedLook {
  const buffer = terminal.buffer.active;
  const rows = [look.top, look.caret.row, look.selection?.start.row, look.typing?.from.row];
  const pins = new Map(
    [...new Set(rows)].map((row = 0) => [row, terminal.registerMarker(row - buffer.baseY - buffer.cursorY)]),
  );
  const now = (row: number): number => {
    const pin = pins.get(row);
    if (pin === undefined) return row;
    // Its text is gone: it was the oldest.
    return pin.isDisposed ? 0 : pin.line;
  };
  const spotNow = (spot: Spot): Spot => ({ ...spot, row: Math.min(now(spot.row), lastRow(terminal)) });
  return {
    now: () => ({
      ...look,
      top: Math.min(now(look.top), terminal.buffer.active.baseY),
      caret: spotNow(look.caret),
      selection: look.selection && { ...look.selection, start: spotNow(look.selection.start) },
      typing: look.typing && { ...look.typing, from: spotNow(look.typing.from) },
    }),
    [Symbol.dispose]() {
      for (const pin of pins.values()) pin?.dispose();
    },
  };
}

/** The program may have changed to a smaller screen. */
function lastRow({ buffer: { active } }: Terminal): number {
  return active.length - 1;
}
