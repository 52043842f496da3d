import type { StoreApi } from "zustand/vanilla";
import type { CodedError } from "../../base/errors.ts";
import type { LongAction } from "../../base/progress.ts";
import { type LineTest, parseLineTest } from "./line-test.ts";
import { emptyBuffer, type LogBuffer } from "./log-buffer.ts";
import type { LogWindow } from "./log-place.ts";
import type { LogLine } from "./log-source.ts";

export interface LogsState {
  /** Whose logs are shown as one; empty when none is. */
  readonly ids: readonly string[];
  readonly status: "idle" | "opening" | "ready" | "failed";
  readonly error: CodedError | undefined;
  readonly buffer: LogBuffer;
  readonly look: LogLook;
  readonly filter: Typed;
  readonly search: LogSearch;
  /** Of one log without a filter: the number of the first line held, counting from 0, and of all lines. */
  readonly numbers: { readonly first: number; readonly total: number } | undefined;
  /** How much of the log has been looked through, from 0 to 1, while a search or a filter goes through it. */
  readonly looking: number | undefined;
}

export interface LogLook {
  readonly timestamps: boolean;
  readonly wrap: boolean;
  /** All marked containers as one log. */
  readonly merged: boolean;
  readonly stream: "both" | "stdout" | "stderr";
}

export interface Typed {
  readonly text: string;
  readonly test: LineTest | undefined;
  /** Why it is no regular expression. */
  readonly problem: string | undefined;
}

export interface LogSearch extends Typed {
  /** The line that was found last. */
  readonly hit: { readonly source: number; readonly offset: number } | undefined;
  /** Lines found, and how much of the log has been counted, from 0 to 1. */
  readonly count: { readonly found: number; readonly share: number } | undefined;
  /** Said once: there was none in that direction, and it went on from the other end; or there is none at all. */
  readonly outcome: "found" | "wrapped" | "none" | undefined;
}

export type LogMove = { readonly rows: number } | { readonly to: "start" | "end" };

export interface LogsStore {
  readonly store: StoreApi<LogsState>;
  /** Shows the logs of these containers, and no other; where each was left is remembered. */
  show(ids: readonly string[]): void;
  move(by: LogMove, window: LogWindow): void;
  setLook(look: Partial<LogLook>): void;
  setFilter(text: string): void;
  setSearch(text: string, window: LogWindow): void;
  next(direction: 1 | -1, window: LogWindow): void;
  /** Ends what looks through the log. False when nothing does. */
  cancel(): boolean;
  /**
   * Writes every line that is accepted now to a file that is not there yet. What was written of a save that was
   * cancelled goes again.
   */
  save(path: string, textOf: (line: LogLine) => string, action: LongAction): Promise<number>;
}

export const NOTHING_SHOWN: LogsState = {
  ids: [],
  status: "idle",
  error: undefined,
  buffer: emptyBuffer([]),
  look: { timestamps: false, wrap: false, merged: false, stream: "both" },
  filter: { text: "", test: undefined, problem: undefined },
  search: {
    text: "",
    test: undefined,
    problem: undefined,
    hit: undefined,
    count: undefined,
    outcome: undefined,
  },
  numbers: undefined,
  looking: undefined,
};

/** What was typed as what it looks for. */
export function typed(text: string): Typed {
  const parsed = parseLineTest(text);
  return parsed.ok
    ? { text, test: parsed.test, problem: undefined }
    : { text, test: undefined, problem: parsed.problem };
}
