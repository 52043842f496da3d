import { createStore } from "zustand/vanilla";
import { asCodedError } from "../../base/errors.ts";
import type { LogPages } from "../../engine/containers/log-pages.ts";
import type { EngineDoor } from "../engine-door.ts";
import { delayed, paced } from "../pace.ts";
import { createLineIndex, type LineIndex } from "./line-index.ts";
import type { LineTest } from "./line-test.ts";
import { emptyBuffer, isSame, type LogBuffer, positionAt, sum } from "./log-buffer.ts";
import { type LogPlace, type LogWindow, moveRows, topOf } from "./log-place.ts";
import { createLogReader, type LogReader, type ReadOptions } from "./log-reader.ts";
import type { LogLine, LogPosition } from "./log-source.ts";
import { type LogSearch, type LogsState, type LogsStore, NOTHING_SHOWN, typed } from "./logs-state.ts";
import { saveLines } from "./save-lines.ts";

/** What the log says while it is followed is shown this often at most. */
const SHOWN_EVERY_MS = 50;
/** Its length alone, while the person stands elsewhere. */
const COUNTED_EVERY_MS = 500;
/** What has grown by more than this is read anew from its end. */
const MOST_GROWTH_BYTES = 4 * 1024 * 1024;
/** So near to an end of what is held, more is read. */
const NEAR_LINES = 150;
const REMEMBERED = 50;

/** One set of logs while it is shown. */
interface Shown {
  readonly reader: LogReader;
  readonly index: LineIndex | undefined;
  readonly controller: AbortController;
  /** Ends a search or a filter that goes through the log. */
  scan: AbortController;
  counting: AbortController;
  /** One thing after the other: keys that come while something is read wait for it. */
  queue: Promise<void>;
  waiting: number;
  /** What is held was read under conditions that do not hold any more. */
  stale: boolean;
}

export function createLogsStore(door: EngineDoor): LogsStore {
  const store = createStore<LogsState>()(() => NOTHING_SHOWN);
  const remembered = new Map<string, LogPosition>();
  let shown: Shown | undefined;
  let leaving = new AbortController();

  const accepts = (line: LogLine): boolean => {
    const { look, filter } = store.getState();
    if (look.stream !== "both" && line.stream !== look.stream) return false;
    return filter.test === undefined || filter.test.matches(line.shown);
  };

  const options = (on: Shown): ReadOptions => ({
    accepts,
    signal: AbortSignal.any([on.controller.signal, on.scan.signal]),
  });

  const put = (buffer: LogBuffer): void => store.setState({ buffer, status: "ready" });

  /** Does it now, or once what is being read has been. */
  const perform = (work: (on: Shown) => Promise<void> | undefined): void => {
    const on = shown;
    if (on === undefined) return;
    const fail = (thrown: unknown): void => {
      if (on.controller.signal.aborted || isAbort(thrown)) return;
      store.setState({ status: "failed", error: asCodedError(thrown, "read the log") });
    };
    const run = (): Promise<void> | undefined => {
      const going = work(on);
      return going?.catch(fail).finally(() => {
        if (shown === on && store.getState().looking !== undefined) store.setState({ looking: undefined });
      });
    };
    if (on.waiting === 0) {
      const going = run();
      if (going === undefined) return;
      on.waiting += 1;
      on.queue = going.finally(() => {
        on.waiting -= 1;
      });
      return;
    }
    on.waiting += 1;
    on.queue = on.queue
      .then(() => (on.controller.signal.aborted ? undefined : run()))
      .finally(() => {
        on.waiting -= 1;
      });
  };

  /** Numbers are told once they have been counted; nothing waits for them. */
  const number = async (on: Shown): Promise<void> => {
    const { buffer, look, filter } = store.getState();
    const first = buffer.lines[0];
    const counts = on.index !== undefined && look.stream === "both" && filter.test === undefined;
    const at = counts && first ? await on.index.numberAt(first.offset) : undefined;
    if (shown !== on || store.getState().buffer !== buffer) return;
    const numbers = at === undefined ? undefined : { first: at, total: on.index?.total ?? 0 };
    const before = store.getState().numbers;
    if (numbers?.first !== before?.first || numbers?.total !== before?.total) store.setState({ numbers });
  };

  const more = async (on: Shown, where: "older" | "newer"): Promise<void> => {
    put(await on.reader[where](store.getState().buffer, options(on)));
    await number(on);
  };

  const reopen = async (on: Shown, at: LogPosition | "end"): Promise<void> => {
    put(await (at === "end" ? on.reader.atEnd(options(on)) : on.reader.around(at, options(on))));
    on.stale = false;
    await number(on);
    perform(fill);
  };

  /** A filter that few lines pass is filled up piece by piece, and keys have their turn in between. */
  const fill = (on: Shown): Promise<void> | undefined => {
    const { buffer } = store.getState();
    if (buffer.lines.length >= NEAR_LINES || !(buffer.hasOlder || buffer.hasNewer)) return undefined;
    return (async () => {
      const read = sum(buffer.end) - sum(buffer.start);
      const all = sum(await on.reader.size());
      if (read > SHOWN_SCAN_BYTES) store.setState({ looking: Math.min(1, read / all) });
      await more(on, buffer.hasOlder ? "older" : "newer");
      perform(fill);
    })();
  };

  const grown = (on: Shown): void =>
    perform(async () => {
      const size = await on.reader.size();
      const { buffer } = store.getState();
      const growth = sum(size) - sum(buffer.end);
      if (growth > 0 && buffer.place.at === "end") {
        if (growth > MOST_GROWTH_BYTES || buffer.hasNewer) await reopen(on, "end");
        else put(await on.reader.newer(buffer, options(on)));
      } else if (growth > 0 && !buffer.hasNewer) put({ ...buffer, hasNewer: true });
      if (on.index !== undefined)
        void on.index.grow(size[0] ?? 0, on.controller.signal).then(() => number(on));
    });

  const step = (on: Shown, rows: number, window: LogWindow): Promise<void> | undefined => {
    const { buffer } = store.getState();
    const next = moveRows(buffer.place, rows, buffer.lines, window);
    const lacks =
      rows < 0
        ? buffer.hasOlder && next.at === "line" && next.index === 0
        : buffer.hasNewer && next.at === "end";
    if (!lacks) {
      if (next.at !== "end" || buffer.place.at !== "end") put({ ...buffer, place: next });
      const top = topOf(next, buffer.lines, window).index;
      const near = top < NEAR_LINES && buffer.hasOlder ? "older" : undefined;
      const farSide = buffer.lines.length - top < NEAR_LINES && buffer.hasNewer ? "newer" : undefined;
      const side = rows < 0 ? near : farSide;
      return side === undefined ? undefined : more(on, side);
    }
    return more(on, rows < 0 ? "older" : "newer").then(() => {
      const now = store.getState().buffer;
      put({ ...now, place: moveRows(now.place, rows, now.lines, window) });
    });
  };

  const remember = (): void => {
    const { ids, buffer, status } = store.getState();
    if (status !== "ready") return;
    const key = ids.join();
    remembered.delete(key);
    if (buffer.place.at === "line") remembered.set(key, positionAt(buffer, buffer.place.index));
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break;
      remembered.delete(oldest);
    }
  };

  const open = async (ids: readonly string[], signal: AbortSignal): Promise<void> => {
    const { containers } = await door.engine();
    const logs: LogPages[] = [];
    const stops: (() => void)[] = [];
    const close = (): void => {
      for (const stop of stops) stop();
      for (const log of logs) void log[Symbol.asyncDispose]();
    };
    try {
      for (const id of ids) logs.push(await containers.openLog(id));
      signal.throwIfAborted();
    } catch (thrown) {
      close();
      throw thrown;
    }
    const controller = new AbortController();
    const [only] = logs;
    const on: Shown = {
      reader: createLogReader(logs),
      index: logs.length === 1 && only !== undefined ? createLineIndex(only) : undefined,
      controller,
      scan: new AbortController(),
      counting: new AbortController(),
      queue: Promise.resolve(),
      waiting: 0,
      stale: true,
    };
    signal.addEventListener("abort", () => {
      controller.abort();
      // What is being read still has the files.
      void on.queue.finally(close);
    });
    shown = on;
    const news = delayed(
      () => grown(on),
      () => (store.getState().buffer.place.at === "end" ? SHOWN_EVERY_MS : COUNTED_EVERY_MS),
    );
    for (const log of logs) stops.push(log.watch(news));
    perform((now) => reopen(now, remembered.get(ids.join()) ?? "end"));
    news();
  };

  /** Everything is read anew under other conditions, as near to where the person stood as can be. */
  const anew = (): void => {
    const { buffer } = store.getState();
    const at = buffer.place.at === "end" ? "end" : positionAt(buffer, buffer.place.index);
    shown?.scan.abort();
    if (shown === undefined) return;
    shown.scan = new AbortController();
    shown.stale = true;
    perform((on) => reopen(on, at));
  };

  const goTo = (buffer: LogBuffer, hit: LogLine, outcome: LogSearch["outcome"], window: LogWindow): void => {
    const index = buffer.lines.findIndex((line) => isSame(line, hit));
    const top = topOf(buffer.place, buffer.lines, window).index;
    const seen = index >= top && index < top + window.height;
    const place: LogPlace = seen
      ? buffer.place
      : { at: "line", index: Math.max(0, index - (window.height >> 1)), row: 0 };
    store.setState(({ search }) => ({ buffer: { ...buffer, place }, search: { ...search, hit, outcome } }));
  };

  const look = async (on: Shown, direction: 1 | -1, window: LogWindow, inclusive: boolean): Promise<void> => {
    const { buffer, search } = store.getState();
    const { test } = search;
    if (test === undefined) return;
    const fits = (line: LogLine): boolean => accepts(line) && test.matches(line.shown);
    const { lines } = buffer;
    const hit = lines.findIndex((line) => search.hit !== undefined && isSame(line, search.hit));
    const top = topOf(buffer.place, lines, window).index;
    const bottom = Math.min(lines.length, top + window.height) - 1;
    const from = hit >= 0 ? hit : direction === 1 ? top - 1 : bottom + 1;
    const skip = hit >= 0 && inclusive ? 0 : direction;
    for (let index = from + skip; index >= 0 && index < lines.length; index += direction) {
      const line = lines[index]!;
      if (fits(line)) return goTo(buffer, line, "found", window);
    }
    const all = sum(await on.reader.size());
    const onProgress = paced((bytes: number) => {
      if (bytes > SHOWN_SCAN_BYTES) store.setState({ looking: Math.min(1, bytes / all) });
    });
    const reading = { ...options(on), accepts: fits, onProgress };
    const forward = direction === 1;
    const size = await on.reader.size();
    const other = forward ? size.map(() => 0) : size;
    const found = await on.reader.find(forward ? buffer.end : buffer.start, { ...reading, forward });
    const wrapped = found ?? (await on.reader.find(other, { ...reading, forward }));
    if (wrapped === undefined) {
      store.setState((now) => ({ search: { ...now.search, hit: undefined, outcome: "none" } }));
      return;
    }
    const around = await on.reader.around(wrapped.position, options(on));
    goTo(around, wrapped.line, found === undefined ? "wrapped" : "found", window);
    await number(on);
  };

  const count = async (on: Shown, test: LineTest): Promise<void> => {
    on.counting.abort();
    on.counting = new AbortController();
    const signal = AbortSignal.any([on.controller.signal, on.counting.signal]);
    const bytes = Math.max(1, sum(await on.reader.size()));
    let found = 0;
    const tell = (share: number): void =>
      store.setState(({ search }) => ({ search: { ...search, count: { found, share } } }));
    const visit = (line: LogLine): void => {
      if (accepts(line) && test.matches(line.shown)) found += 1;
    };
    await on.reader.visit(visit, {
      signal,
      onProgress: paced((read: number) => tell(Math.min(0.99, read / bytes))),
    });
    if (!signal.aborted) tell(1);
  };

  return {
    store,
    show(ids) {
      const now = store.getState();
      if (now.ids.length === ids.length && ids.every((id, index) => now.ids[index] === id)) return;
      remember();
      leaving.abort();
      leaving = new AbortController();
      shown = undefined;
      const { signal } = leaving;
      store.setState({
        ids,
        status: ids.length === 0 ? "idle" : "opening",
        error: undefined,
        buffer: emptyBuffer([]),
        search: NOTHING_SHOWN.search,
        numbers: undefined,
        looking: undefined,
      });
      if (ids.length === 0) return;
      open(ids, signal).catch((thrown) => {
        if (!signal.aborted)
          store.setState({ status: "failed", error: asCodedError(thrown, "read the log") });
      });
    },
    move(by, window) {
      perform((on) => {
        if ("rows" in by) return step(on, by.rows, window);
        const { buffer } = store.getState();
        const held = by.to === "start" ? !buffer.hasOlder : !buffer.hasNewer;
        if (!held) return reopen(on, by.to === "end" ? "end" : buffer.start.map(() => 0));
        put({
          ...buffer,
          place:
            by.to === "end"
              ? { at: "end" }
              : moveRows({ at: "line", index: 0, row: 0 }, 0, buffer.lines, window),
        });
        return undefined;
      });
    },
    setLook(change) {
      const before = store.getState().look;
      store.setState({ look: { ...before, ...change } });
      if (change.stream !== undefined && change.stream !== before.stream) anew();
    },
    setFilter(text) {
      const filter = typed(text);
      const before = store.getState().filter;
      // Half of an expression changes nothing that is shown.
      store.setState({
        filter: filter.problem === undefined ? filter : { ...before, text, problem: filter.problem },
      });
      if (filter.problem === undefined && filter.test?.typed !== before.test?.typed) anew();
    },
    setSearch(text, window) {
      const wanted = typed(text);
      const { search, buffer } = store.getState();
      if (text === search.text) return;
      shown?.scan.abort();
      shown?.counting.abort();
      if (shown !== undefined) shown.scan = new AbortController();
      store.setState({ search: { ...NOTHING_SHOWN.search, ...wanted, hit: wanted.test && search.hit } });
      const { test } = wanted;
      if (test === undefined) return;
      // At the end one looks back; elsewhere on from what is seen.
      perform((on) => look(on, buffer.place.at === "end" ? -1 : 1, window, true));
      if (shown !== undefined) void count(shown, test).catch(() => {});
    },
    next(direction, window) {
      perform((on) => look(on, direction, window, false));
    },
    cancel() {
      const { looking, search, filter } = store.getState();
      const counting = search.count !== undefined && search.count.share < 1;
      if (shown === undefined || (looking === undefined && !counting)) return false;
      shown.counting.abort();
      shown.scan.abort();
      shown.scan = new AbortController();
      store.setState({
        looking: undefined,
        search: { ...search, count: counting ? undefined : search.count },
        filter: shown.stale ? NOTHING_SHOWN.filter : filter,
      });
      if (shown.stale) anew();
      return true;
    },
    save: (path, textOf, action) =>
      shown === undefined ? Promise.resolve(0) : saveLines(shown.reader, { path, textOf, accepts, action }),
  };
}

/** Progress of less than this is over before anyone reads it. */
const SHOWN_SCAN_BYTES = 8 * 1024 * 1024;

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "AbortError";
}
