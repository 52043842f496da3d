import type { PagedLine } from "../../engine/containers/log-lines.ts";
import type { LogPages } from "../../engine/containers/log-pages.ts";
import { shownText } from "./shown-text.ts";

/** A line of one of several logs, in the order of time among theirs. */
export interface LogLine extends PagedLine {
  /** Which log it is of. */
  readonly source: number;
  /** What a terminal would have left of it. */
  readonly shown: string;
}

/** A place between lines: an offset for each log. */
export type LogPosition = readonly number[];

export interface LogRun {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /**
   * Where the next run in the same direction goes on. Forward it stands before a line that is not finished so far: what
   * begins at or behind it will come again.
   */
  readonly position: LogPosition;
  /** There is nothing more in this direction, now. */
  readonly ended: boolean;
}

export interface RunOptions {
  /** Ends when it has so many lines. */
  readonly want: number;
  readonly accepts: (line: LogLine) => boolean;
  readonly signal: AbortSignal;
  /** Ends as well when it has read so much, with what it has. */
  readonly mostBytes?: number;
  /** Bytes read so far, again and again. */
  readonly onProgress?: (bytes: number) => void;
}

/** Several logs as one, sorted by time: read in pieces from any place in both directions, never as a whole. */
export interface LogSource {
  end(): Promise<LogPosition>;
  newer(from: LogPosition, options: RunOptions): Promise<LogRun>;
  older(from: LogPosition, options: RunOptions): Promise<LogRun>;
}

const FIRST_PAGE_BYTES = 64 * 1024;
/** Parsed in a few milliseconds. */
const MOST_PAGE_BYTES = 512 * 1024;
/** A run ends early when its lines are as long as this together. */
const MOST_RUN_LETTERS = 2_000_000;

export function createLogSource(logs: readonly LogPages[]): LogSource {
  const end = (): Promise<LogPosition> => Promise.all(logs.map((log) => log.size()));
  const start = logs.map(() => 0);

  const run = async (from: LogPosition, options: RunOptions, forward: boolean): Promise<LogRun> => {
    const limits = forward ? await end() : start;
    const cursors = logs.map(
      (log, source): Cursor => ({
        log,
        source,
        next: from[source] ?? 0,
        limit: limits[source] ?? 0,
        queue: [],
        pageBytes: FIRST_PAGE_BYTES,
      }),
    );
    const lines: LogLine[] = [];
    const { mostBytes = Number.POSITIVE_INFINITY } = options;
    let letters = 0;
    let read = 0;
    while (lines.length < options.want && letters < MOST_RUN_LETTERS) {
      for (const cursor of cursors) {
        while (cursor.queue.length === 0 && cursor.next !== cursor.limit && read < mostBytes) {
          read += await fill(cursor, forward, options.accepts);
          options.signal.throwIfAborted();
          options.onProgress?.(read);
        }
      }
      // One that still has something to be read could have the next line.
      if (cursors.some(({ queue, next, limit }) => queue.length === 0 && next !== limit)) break;
      const cursor = nearest(cursors, forward);
      const line = forward ? cursor?.queue.shift() : cursor?.queue.pop();
      if (line === undefined) break;
      lines.push(line);
      letters += line.shown.length;
    }
    return {
      lines: forward ? lines : lines.reverse(),
      position: cursors.map((cursor) => positionOf(cursor, lines, forward)),
      ended: cursors.every(({ next, limit, queue }) => next === limit && queue.length === 0),
    };
  };

  return {
    end,
    newer: (from, options) => run(from, options, true),
    older: (from, options) => run(from, options, false),
  };
}

interface Cursor {
  readonly log: LogPages;
  readonly source: number;
  /** Where the next page begins, or going back: ends. */
  next: number;
  readonly limit: number;
  queue: LogLine[];
  pageBytes: number;
}

async function fill(cursor: Cursor, forward: boolean, accepts: RunOptions["accepts"]): Promise<number> {
  const { log, source, next, limit } = cursor;
  const other = forward ? Math.min(limit, next + cursor.pageBytes) : Math.max(limit, next - cursor.pageBytes);
  const page = await log.page(Math.min(next, other), Math.max(next, other));
  cursor.queue = page.map((line) => ({ ...line, source, shown: shownText(line.text) })).filter(accepts);
  cursor.next = other;
  cursor.pageBytes = Math.min(MOST_PAGE_BYTES, cursor.pageBytes * 2);
  return Math.abs(other - next);
}

/** Whose next line is the oldest; going back, the newest. */
function nearest(cursors: readonly Cursor[], forward: boolean): Cursor | undefined {
  let best: { cursor: Cursor; time: string } | undefined;
  for (const cursor of cursors) {
    const time = cursor.queue.at(forward ? 0 : -1)?.time;
    if (time === undefined) continue;
    if (best === undefined || (forward ? time < best.time : time >= best.time)) best = { cursor, time };
  }
  return best?.cursor;
}

function positionOf(
  { source, queue, next, limit }: Cursor,
  taken: readonly LogLine[],
  forward: boolean,
): number {
  // Behind the last line that waits, so that it comes first in the run before this one.
  if (!forward) return queue.length > 0 ? queue.at(-1)!.offset + 1 : next;
  const unfinished = taken.find((line) => line.source === source && line.open);
  return Math.min(unfinished?.offset ?? limit, queue[0]?.offset ?? next);
}
