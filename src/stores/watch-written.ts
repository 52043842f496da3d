import { coalesce } from "./coalesce.ts";
import { type FileSource, fileKey, isContainerFileKey } from "./details-store.ts";
import type { KeyedStore } from "./keyed-store.ts";
import type { Stores } from "./stores.ts";
import { subjectOf } from "./view/listing.ts";
import { shownFiles, stackOf } from "./view/shown-files.ts";

/** What a running container writes is told by nobody. */
const POLL_MS = 2000;
/** Where only its size is shown, at the edge of the screen, every so many times will do. */
const SELDOM = 5;
/** So much longer than a reading took nothing is read: at most a twentieth of the time goes into it. */
const REST_FACTOR = 20;

export interface WrittenWatch {
  /** Something happened to containers: reads what is looked at now, and the rest once it is looked at. */
  read(): void;
  stop(): void;
}

/** Reads what containers write again and again while it is looked at: the longer that takes, the less often. */
export function watchWritten(stores: Stores): WrittenWatch {
  const { files, waste, written } = stores.details;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let tookMs = 0;
  let last: Promise<void> = Promise.resolve();

  /** One reading after the other, however many ask. */
  const read = (isDue: (reading: Reading) => boolean): Promise<void> => {
    last = last.then(async () => {
      const due = stopped ? [] : readingsNow(stores).filter(isDue);
      if (due.length === 0) return;
      const startedAtMs = performance.now();
      await Promise.all(due.map(({ store, key }) => store.refresh((one) => one === key)));
      tookMs = performance.now() - startedAtMs;
    });
    return last;
  };
  const readAll = coalesce(() => read(() => true), 0);

  const poll = (turn: number): void => {
    const isDue = ({ containerIds, seldom }: Reading): boolean =>
      (!seldom || turn % SELDOM === 0) && containerIds.some((id) => runs(stores, id));
    timer = setTimeout(
      async () => {
        await read(isDue);
        if (!stopped) poll(turn + 1);
      },
      Math.max(POLL_MS, tookMs * REST_FACTOR),
    );
    timer.unref();
  };
  poll(1);

  return {
    read() {
      const shown = new Set(readingsNow(stores).map(({ key }) => key));
      for (const store of [files, waste]) store.expire((key) => isContainerFileKey(key) && !shown.has(key));
      written.expire((key) => !shown.has(key));
      void readAll();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** Something that is looked at and comes from what containers have written. */
interface Reading {
  readonly store: Pick<KeyedStore<unknown>, "refresh">;
  readonly key: string;
  readonly containerIds: readonly string[];
  readonly seldom?: boolean;
}

function readingsNow(stores: Stores): readonly Reading[] {
  const { details, listing, view } = stores;
  const { navigation } = view.store.getState();
  const { layersContainer } = listing.getState();
  const subject = subjectOf(listing.getState(), navigation.panel);
  const source = filesLookedAt(stores);
  const stack = navigation.tabs[navigation.panel] === "waste" ? stackOf(subject) : undefined;
  const readings: Reading[] = [];
  if (source !== undefined) {
    readings.push({ store: details.files, key: fileKey(source), containerIds: containersIn(source) });
  }
  if (stack !== undefined) {
    readings.push({ store: details.waste, key: fileKey(stack), containerIds: containersIn(stack) });
  }
  if (layersContainer !== undefined) {
    const { id } = layersContainer;
    readings.push({ store: details.written, key: id, containerIds: [id], seldom: subject.of !== "upper" });
  }
  return readings.filter(({ containerIds }) => containerIds.length > 0);
}

/** The files that are looked at now. */
export function filesLookedAt(stores: Stores): FileSource | undefined {
  const view = stores.view.store.getState();
  const { panel, tabs } = view.navigation;
  return shownFiles(subjectOf(stores.listing.getState(), panel), tabs[panel], view);
}

function containersIn(source: FileSource): string[] {
  switch (source.of) {
    case "container":
      return [source.containerId];
    case "whole":
      return containersIn(source.thing);
    case "comparison":
      return [...containersIn(source.before), ...containersIn(source.after)];
    default:
      return [];
  }
}

function runs({ containers }: Stores, id: string): boolean {
  return containers.find(id)?.state.status === "running";
}
