import type { LogPlace } from "./log-place.ts";
import type { LogLine, LogPosition, LogRun } from "./log-source.ts";

/** The part of a log that is held: whole runs of lines around the place where the person stands. */
export interface LogBuffer {
  readonly lines: readonly LogLine[];
  /** Where the first line begins, and where the next one would. */
  readonly start: LogPosition;
  readonly end: LogPosition;
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly place: LogPlace;
}

/** Lines held at most; on each side of the window there are hundreds. */
export const KEPT_LINES = 3000;
const KEPT_LETTERS = 6_000_000;

export function emptyBuffer(position: LogPosition): LogBuffer {
  return {
    lines: [],
    start: position,
    end: position,
    hasOlder: true,
    hasNewer: true,
    place: { at: "end" },
  };
}

/** Puts an older run before; what is then too much goes at the end. */
export function prepend(buffer: LogBuffer, run: LogRun): LogBuffer {
  const all = [...run.lines, ...buffer.lines];
  const { place } = buffer;
  const kept = all.slice(0, all.length - surplus(all.toReversed()));
  const dropped = all.slice(kept.length);
  const next = {
    ...buffer,
    lines: kept,
    start: run.position,
    hasOlder: !run.ended,
    place: place.at === "end" ? place : { ...place, index: place.index + run.lines.length },
  };
  if (dropped.length === 0) return next;
  const end = buffer.end.map((offset, source) => first(dropped, source)?.offset ?? offset);
  return { ...next, end, hasNewer: true };
}

/** Puts a newer run behind, in the place of lines that were not finished; what is then too much goes at the start. */
export function append(buffer: LogBuffer, run: LogRun): LogBuffer {
  const finished = buffer.lines.filter(({ source, offset }) => offset < (buffer.end[source] ?? 0));
  const all = [...finished, ...run.lines];
  const { place } = buffer;
  const gone = surplus(all);
  const next = { ...buffer, lines: all.slice(gone), end: run.position, hasNewer: !run.ended };
  if (gone === 0) return next;
  const dropped = all.slice(0, gone).toReversed();
  return {
    ...next,
    start: buffer.start.map((offset, source) => {
      const last = first(dropped, source);
      return last === undefined ? offset : last.offset + 1;
    }),
    hasOlder: true,
    place: place.at === "end" ? place : { ...place, index: Math.max(0, place.index - gone) },
  };
}

/** How far apart the beginning and a position are, over all logs. */
export function sum(position: LogPosition): number {
  return position.reduce((total, offset) => total + offset, 0);
}

/** The position right before a line that is held. */
export function positionAt({ lines, end }: LogBuffer, index: number): LogPosition {
  return end.map((offset, source) => {
    for (let at = index; at < lines.length; at += 1) {
      if (lines[at]?.source === source) return lines[at]!.offset;
    }
    return offset;
  });
}

export function isSame(line: LogLine, other: { readonly source: number; readonly offset: number }): boolean {
  return line.source === other.source && line.offset === other.offset;
}

/** How many lines from the first on are too many. */
function surplus(lines: readonly LogLine[]): number {
  let letters = 0;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    letters += lines[index]!.shown.length;
    if (lines.length - index > KEPT_LINES || letters > KEPT_LETTERS) return index + 1;
  }
  return 0;
}

function first(lines: readonly LogLine[], source: number): LogLine | undefined {
  return lines.find((line) => line.source === source);
}
