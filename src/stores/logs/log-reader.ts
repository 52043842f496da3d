import type { LogPages } from "../../engine/containers/log-pages.ts";
import { append, emptyBuffer, type LogBuffer, prepend, sum } from "./log-buffer.ts";
import {
  createLogSource,
  type LogLine,
  type LogPosition,
  type LogRun,
  type RunOptions,
} from "./log-source.ts";

/** Reads what a buffer lacks. It changes nothing by itself: every answer is the buffer as it then should be. */
export interface LogReader {
  /** The newest lines. */
  atEnd(options: ReadOptions): Promise<LogBuffer>;
  /** The lines before and behind a position, with the one behind it at the top. */
  around(position: LogPosition, options: ReadOptions): Promise<LogBuffer>;
  older(buffer: LogBuffer, options: ReadOptions): Promise<LogBuffer>;
  newer(buffer: LogBuffer, options: ReadOptions): Promise<LogBuffer>;
  /** The next line that `accepts`, with the position right before it; undefined when there is none. */
  find(
    from: LogPosition,
    options: ReadOptions & { readonly forward: boolean },
  ): Promise<{ line: LogLine; position: LogPosition } | undefined>;
  /** Shows every line to `visit`, keeping none. */
  visit(visit: (line: LogLine) => void, options: Omit<ReadOptions, "accepts">): Promise<void>;
  /** Every line up to where the log ends now. */
  lines(options: ReadOptions): AsyncIterable<LogLine>;
  size(): Promise<LogPosition>;
}

export type ReadOptions = Omit<RunOptions, "want" | "mostBytes">;

/** Lines read at a time: some screens full. */
const RUN_LINES = 400;
/** And so much is gone through for them: some tenths of a second. */
const RUN_BYTES = 16 * 1024 * 1024;
const RUN = { want: RUN_LINES, mostBytes: RUN_BYTES };

export function createLogReader(logs: readonly LogPages[]): LogReader {
  const source = createLogSource(logs);
  const start = logs.map(() => 0);

  const atEnd: LogReader["atEnd"] = async (options) => {
    const end = await source.end();
    const run = await source.older(end, { ...options, ...RUN });
    return {
      lines: run.lines,
      start: run.position,
      end: beforeUnfinished(end, run),
      hasOlder: !run.ended,
      hasNewer: false,
      place: { at: "end" },
    };
  };

  return {
    atEnd,
    size: source.end,
    async around(position, options) {
      const behind = append(emptyBuffer(position), await source.newer(position, { ...options, ...RUN }));
      const standing = { ...behind, place: { at: "line", index: 0, row: 0 } as const };
      return prepend(standing, await source.older(position, { ...options, ...RUN }));
    },
    older: async (buffer, options) =>
      prepend(buffer, await source.older(buffer.start, { ...options, ...RUN })),
    newer: async (buffer, options) => append(buffer, await source.newer(buffer.end, { ...options, ...RUN })),
    async find(from, { forward, ...options }) {
      const run = await (forward ? source.newer : source.older)(from, { ...options, want: 1 });
      const [line] = run.lines;
      if (line === undefined) return undefined;
      const position = run.position.map((offset, index) => (index === line.source ? line.offset : offset));
      return { line, position };
    },
    async *lines({ onProgress, ...options }) {
      const end = await source.end();
      for (let from: LogPosition = start; from.some((offset, index) => offset < (end[index] ?? 0)); ) {
        const run = await source.newer(from, { ...options, ...RUN });
        yield* run.lines;
        // An unfinished line at the end is the last one.
        if (run.ended) return;
        from = run.position;
        onProgress?.(sum(from));
      }
    },
    async visit(visit, options) {
      const accepts = (line: LogLine): boolean => {
        visit(line);
        return false;
      };
      await source.newer(start, { ...options, want: Number.POSITIVE_INFINITY, accepts });
    },
  };
}

function beforeUnfinished(end: LogPosition, { lines }: LogRun): LogPosition {
  return end.map(
    (offset, source) => lines.find((line) => line.source === source && line.open)?.offset ?? offset,
  );
}
