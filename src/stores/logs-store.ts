import { setImmediate as nextTurn } from "node:timers/promises";
import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { EngineDoor } from "./engine-door.ts";
import { createLogLines, type LogLines } from "./log-lines.ts";

export interface LogsState {
  readonly containerId: string | undefined;
  readonly status: "idle" | "reading" | "failed";
  readonly lines: LogLines;
  /** Grows with each change of `lines`, which is one object that changes in place. */
  readonly version: number;
  readonly error: CodedError | undefined;
}

export interface LogsStore {
  readonly store: StoreApi<LogsState>;
  /** Follows this container's log from now on, and no other's; undefined follows none. */
  follow(containerId: string | undefined): void;
}

/** Lines kept, and read at first; the file holds the rest. */
const KEPT_LINES = 10_000;
/** Records taken in before the loop gets its turn. */
const BATCH = 200;
const SHOWN_EVERY_MS = 50;

export function createLogsStore(door: EngineDoor): LogsStore {
  const empty = (containerId: string | undefined): LogsState => ({
    containerId,
    status: containerId === undefined ? "idle" : "reading",
    lines: createLogLines(KEPT_LINES),
    version: 0,
    error: undefined,
  });
  const store = createStore<LogsState>()(() => empty(undefined));
  let controller = new AbortController();

  const read = async (containerId: string, lines: LogLines, signal: AbortSignal): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const show = (): void => {
      timer = undefined;
      if (!signal.aborted) store.setState(({ version }) => ({ version: version + 1 }));
    };
    const { containers } = await door.engine();
    let taken = 0;
    for await (const record of containers.logs(containerId, { follow: true, tail: KEPT_LINES, signal })) {
      if (signal.aborted) break;
      lines.add(record);
      timer ??= setTimeout(show, SHOWN_EVERY_MS);
      taken += 1;
      if (taken % BATCH === 0) await nextTurn();
    }
    clearTimeout(timer);
    show();
  };

  return {
    store,
    follow(containerId) {
      if (store.getState().containerId === containerId) return;
      controller.abort();
      controller = new AbortController();
      const { signal } = controller;
      const state = empty(containerId);
      store.setState(state, true);
      if (containerId === undefined) return;
      read(containerId, state.lines, signal).catch((thrown) => {
        if (!signal.aborted) {
          store.setState({ status: "failed", error: asCodedError(thrown, "read the log") });
        }
      });
    },
  };
}
