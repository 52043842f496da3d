import { formatBytes } from "../../src/base/units.ts";
import type { Job } from "../../src/stores/jobs-store.ts";
import { shortAge } from "../panels/age.ts";
import type { Theme } from "../theme/theme.ts";
import { bar, percent } from "../widgets/bar.ts";
import { columnsOf, cut, printable } from "../widgets/text.ts";

interface JobRowOptions {
  readonly theme: Theme;
  /** At most so many columns. */
  readonly columns: number;
  readonly nowMs: number;
}

const BAR_COLUMNS = 10;

/** `load a.tar unpacking ▓▓▓▓░░░░ 43 % 12s `: the bar stays, words are cut. */
export function jobRow({ label, state, startedAtMs }: Job, { theme, columns, nowMs }: JobRowOptions): string {
  const name = printable(label);
  if (state.status === "failed") {
    return theme.status.danger(cut(`${theme.glyphs.failed} ${name} failed `, columns));
  }
  const { progress, cancelling } = state;
  const measure = { done: progress?.done ?? 0, total: progress?.total };
  const amount = percent(measure) || amountDone(progress);
  const age = nowMs - startedAtMs >= 1000 ? ` ${shortAge(nowMs - startedAtMs)}` : "";
  const tail = `${bar(measure, BAR_COLUMNS, theme)} ${theme.muted(`${amount}${age} `)}`;
  const phase = cancelling ? "cancelling" : (progress?.phase ?? "starting");
  const words = cut(`${name} ${theme.glyphs.separator} ${phase}`, Math.max(8, columns - columnsOf(tail) - 1));
  return `${words} ${tail}`;
}

function amountDone(
  progress: { readonly done: number; readonly unit?: "bytes" | "items" } | undefined,
): string {
  if (progress === undefined || progress.done === 0) return "";
  return progress.unit === "items" ? String(progress.done) : formatBytes(progress.done);
}
