import type { LongAction, Progress } from "../../base/progress.ts";
import { formatBytes } from "../../base/units.ts";
import { isTerminal, printError } from "./streams.ts";

/** How often a bar is drawn again. */
const REDRAW_MS = 100;
const BAR_CELLS = 24;

export interface ProgressDisplay extends Disposable {
  readonly onProgress: NonNullable<LongAction["onProgress"]>;
}

/** Shows long work on standard error: one bar that is drawn over on a terminal, a line for each phase elsewhere. */
export function showProgress(options: { quiet: boolean }): ProgressDisplay {
  if (options.quiet) return { onProgress: () => {}, [Symbol.dispose]: () => {} };
  return isTerminal("stderr") ? bar() : lines();
}

function bar(): ProgressDisplay {
  let drawnAtMs = 0;
  let drawn = false;
  let phase = "";
  return {
    onProgress: (progress) => {
      const now = performance.now();
      if (progress.phase === phase && now - drawnAtMs < REDRAW_MS && progress.done !== progress.total) return;
      phase = progress.phase;
      drawnAtMs = now;
      drawn = true;
      printError(`\r\x1b[K${barLine(progress, 79)}`);
    },
    [Symbol.dispose]: () => {
      if (drawn) printError("\r\x1b[K");
    },
  };
}

function lines(): ProgressDisplay {
  let phase = "";
  return {
    onProgress: (progress) => {
      if (progress.phase === phase) return;
      phase = progress.phase;
      printError(`${phase}\n`);
    },
    [Symbol.dispose]: () => {},
  };
}

/** "loading layer 3/5  ▓▓▓▓░░░░  43 %  12.3MB / 28.6MB", cut to the width. */
export function barLine(progress: Progress, width: number): string {
  const { phase, item, done, total, unit } = progress;
  const amount = unit === "items" ? String : formatBytes;
  const title = item === undefined ? phase : `${phase} ${item}`;
  const counts = total === undefined ? amount(done) : `${amount(done)} / ${amount(total)}`;
  const line = total === undefined ? `${title}  ${counts}` : `${title}  ${cells(done, total)}  ${counts}`;
  return [...line].slice(0, width).join("");
}

function cells(done: number, total: number): string {
  const share = total <= 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * BAR_CELLS);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `${"▓".repeat(full)}${"░".repeat(BAR_CELLS - full)} ${percent}`;
}
