import type { FileView } from "../files/visible-rows.ts";

/** Where the person stands in a tree of files. */
export interface FilePlace extends FileView {
  readonly cursor: number;
}

/** Where the person stands in a log: at its end, going with it, or at a line that keeps its place. */
export type LogPlace = { readonly at: "end" } | { readonly at: "line"; readonly number: number };

/**
 * The line at the top of the window after a move by so many lines. Moving to the last window means following again.
 */
export function moveLog(
  place: LogPlace,
  by: number,
  log: { first: number; end: number },
  height: number,
): LogPlace {
  const lastTop = Math.max(log.first, log.end - height);
  const top = place.at === "end" ? lastTop : Math.max(log.first, place.number);
  const next = Math.max(log.first, top + by);
  return next >= lastTop ? { at: "end" } : { at: "line", number: next };
}

/** The number of the first line to draw. */
export function logTop(place: LogPlace, log: { first: number; end: number }, height: number): number {
  if (place.at === "end") return Math.max(log.first, log.end - height);
  return Math.max(log.first, Math.min(place.number, Math.max(log.first, log.end - height)));
}
