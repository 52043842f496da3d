import { coalesce } from "./coalesce.ts";
import { type FileSource, fileKey, isContainerFileKey } from "./details-store.ts";
import type { Stores } from "./stores.ts";
import { subjectOf } from "./view/listing.ts";
import { shownFiles } from "./view/shown-files.ts";

/** What a running container changes in its files is told by nobody. */
const POLL_MS = 2000;
/** So much longer than a reading took nothing is read: at most a twentieth of the time goes into it. */
const REST_FACTOR = 20;

export interface LiveFiles {
  /** Something happened to containers: reads what is looked at now, and the rest once it is looked at. */
  read(): void;
  stop(): void;
}

/** Reads the files of containers again and again while they are looked at: the longer that takes, the less often. */
export function watchLiveFiles(stores: Stores): LiveFiles {
  const { files } = stores.details;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let tookMs = 0;
  const readNow = coalesce(async () => {
    const shown = shownKey(stores);
    if (stopped || shown === undefined) return;
    const startedAtMs = performance.now();
    await files.refresh((key) => key === shown);
    tookMs = performance.now() - startedAtMs;
  }, 0);
  const poll = (): void => {
    timer = setTimeout(
      async () => {
        if (isLive(stores)) await readNow();
        if (!stopped) poll();
      },
      Math.max(POLL_MS, tookMs * REST_FACTOR),
    );
    timer.unref();
  };
  poll();
  return {
    read() {
      const shown = shownKey(stores);
      files.expire((key) => isContainerFileKey(key) && key !== shown);
      void readNow();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** The files that are looked at now. */
export function filesLookedAt(stores: Stores): FileSource | undefined {
  const { navigation, compared } = stores.view.store.getState();
  return shownFiles(
    subjectOf(stores.listing.getState(), navigation.panel),
    navigation.tabs[navigation.panel],
    compared,
  );
}

/** The key of the files that are looked at, if a container can change them. */
function shownKey(stores: Stores): string | undefined {
  const source = filesLookedAt(stores);
  const key = source === undefined ? undefined : fileKey(source);
  return key !== undefined && isContainerFileKey(key) ? key : undefined;
}

/** Whether a program may change what is looked at under our eyes. */
function isLive(stores: Stores): boolean {
  const source = filesLookedAt(stores);
  const things = source?.of === "comparison" ? [source.before, source.after] : [source];
  return things.some(
    (thing) =>
      thing?.of === "container" && stores.containers.find(thing.containerId)?.state.status === "running",
  );
}
