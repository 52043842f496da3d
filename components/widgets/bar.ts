import type { Theme } from "../theme/theme.ts";

/** A progress bar, `columns` wide. `done` and `total` share a unit; an unknown total shows a moving block. */
export function bar(
  { done, total }: { readonly done: number; readonly total: number | undefined },
  columns: number,
  theme: Pick<Theme, "bar" | "glyphs">,
): string {
  if (columns <= 0) return "";
  const { barDone, barRest } = theme.glyphs;
  if (total === undefined || total <= 0) {
    const width = Math.max(1, columns >> 2);
    // It moves with the work, not with the clock: a stalled job shows as stalled.
    const at = Math.floor(done / MOVE_EVERY) % Math.max(1, columns - width + 1);
    const rest = columns - width - at;
    return (
      theme.bar.rest(barRest.repeat(at)) +
      theme.bar.done(barDone.repeat(width)) +
      theme.bar.rest(barRest.repeat(rest))
    );
  }
  const share = Math.min(1, Math.max(0, done / total));
  const filled = Math.floor(share * columns);
  return theme.bar.done(barDone.repeat(filled)) + theme.bar.rest(barRest.repeat(columns - filled));
}

/** "43 %"; empty when the total is unknown. */
export function percent({
  done,
  total,
}: {
  readonly done: number;
  readonly total: number | undefined;
}): string {
  if (total === undefined || total <= 0) return "";
  return `${Math.floor(Math.min(1, Math.max(0, done / total)) * 100)} %`;
}

const MOVE_EVERY = 1 << 20;
