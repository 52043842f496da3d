import { formatBytes } from "../../src/base/units.ts";
import type { Job } from "../../src/stores/jobs-store.ts";
import { shortAge } from "../panels/age.ts";
import type { Theme } from "../theme/theme.ts";
import { bar, percent } from "../widgets/bar.ts";
import { columnsOf, cut, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";

interface JobRowOptions {
  readonly theme: Theme;
  readonly words: Words["jobs"];
  readonly ages: Words["ages"];
  /** At most so many columns. */
  readonly columns: number;
  readonly nowMs: number;
}

const BAR_COLUMNS = 10;

/** `load a.tar unpacking ▓▓▓▓░░░░ 43 % 12s `: the bar stays, words are cut. */
export function jobRow({ work, state, startedAtMs }: Job, options: JobRowOptions): string {
  const { theme, words, ages, columns, nowMs } = options;
  const name = printable(words.label(work));
  if (state.status === "failed") {
    return theme.status.danger(cut(`${theme.glyphs.failed} ${words.failed(name)} `, columns));
  }
  const { progress, cancelling } = state;
  const measure = { done: progress?.done ?? 0, total: progress?.total };
  const amount = percent(measure) || amountDone(progress);
  const age = nowMs - startedAtMs >= 1000 ? ` ${shortAge(nowMs - startedAtMs, ages)}` : "";
  const tail = `${bar(measure, BAR_COLUMNS, theme)} ${theme.muted(`${amount}${age} `)}`;
  const phase = cancelling
    ? words.cancelling
    : progress === undefined
      ? words.starting
      : words.phase(progress.phase);
  const text = cut(`${name} ${theme.glyphs.separator} ${phase}`, Math.max(8, columns - columnsOf(tail) - 1));
  return `${text} ${tail}`;
}

function amountDone(
  progress: { readonly done: number; readonly unit?: "bytes" | "items" } | undefined,
): string {
  if (progress === undefined || progress.done === 0) return "";
  return progress.unit === "items" ? String(progress.done) : formatBytes(progress.done);
}
