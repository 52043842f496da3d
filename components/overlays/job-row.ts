import type { Progress } from "../../src/base/progress.ts";
import { formatBytes } from "../../src/base/units.ts";
import type { JobProgress } from "../../src/stores/job-progress.ts";
import type { Job } from "../../src/stores/jobs-store.ts";
import { spinnerAt } from "../beat.ts";
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
  /** How many jobs there are beside it. */
  readonly others?: number;
}

const BAR_COLUMNS = 10;

/** `⠹ load a.tar · unpacking ▓▓▓▓░░░░ 43 % 6s left `: the bar stays, words are cut. */
export function jobRow({ work, state, startedAtMs }: Job, options: JobRowOptions): string {
  const { theme, words, ages, columns, nowMs, others = 0 } = options;
  const name = printable(words.label(work)) + (others === 0 ? "" : ` +${others}`);
  if (state.status === "failed") {
    return theme.status.danger(cut(`${theme.glyphs.failed} ${words.failed(name)} `, columns));
  }
  const { progress, cancelling } = state;
  const measure = { done: progress?.done ?? 0, total: progress?.total };
  const amount = percent(measure) || amountOf(progress);
  const age = nowMs - startedAtMs >= 1000 ? shortAge(nowMs - startedAtMs, ages) : "";
  const left = progress?.leftMs === undefined ? age : words.left(shortAge(progress.leftMs, ages));
  const known = [amount, left].filter((part) => part !== "").map((part) => `${part} `);
  const tail = `${bar(measure, BAR_COLUMNS, theme)} ${theme.muted(known.join(""))}`;
  const phase = phaseOf(progress, cancelling, words);
  const wheel = theme.accent(spinnerAt(theme.glyphs.spinner, nowMs));
  const room = Math.max(8, columns - columnsOf(tail) - 3);
  return `${wheel} ${cut(`${name} ${theme.glyphs.separator} ${phase}`, room)} ${tail}`;
}

/** What it does now, in a word or two. */
export function phaseOf(
  progress: JobProgress | undefined,
  cancelling: boolean,
  words: Words["jobs"],
): string {
  if (cancelling) return words.cancelling;
  return progress === undefined ? words.starting : words.phase(progress.phase);
}

/** How much is done; empty at the start. */
export function amountOf(progress: Pick<Progress, "done" | "unit"> | undefined): string {
  if (progress === undefined || progress.done === 0) return "";
  return progress.unit === "items" ? String(progress.done) : formatBytes(progress.done);
}
