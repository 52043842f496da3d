import type { ContainerSummary } from "../engine/containers/containers.ts";
import { coalesce } from "./coalesce.ts";
import { type FileSource, fileKey, GRAPH, isContainerFileKey } from "./details-store.ts";
import type { EngineDoor } from "./engine-door.ts";
import { measure } from "./measure.ts";
import type { Stores } from "./stores.ts";
import { subjectOf } from "./view/listing.ts";
import { shownFiles } from "./view/shown-files.ts";

/** Changes come in bursts: a container that ends changes several times at once. */
const EVENT_DELAY_MS = 30;
/** A person who moves down a list does not want each row's files read. */
const LOOK_DELAY_MS = 80;
/** What a running container changes in its files is told by nobody. */
const CHANGES_POLL_MS = 2000;
/** So much longer than a reading took nothing is read: at most a twentieth of the time goes into it. */
const REST_FACTOR = 20;

const PURGE_MS = 60_000;

/** Keeps the stores up with the engine and with what the person looks at, until it is stopped. */
export function watch(stores: Stores, door: EngineDoor): () => void {
  const stops: (() => void)[] = [];
  let stopped = false;

  const refreshLists = async (): Promise<void> => {
    await Promise.all([stores.containers.refresh(), stores.volumes.refresh(), stores.networks.refresh()]);
  };
  const containersChanged = coalesce(async () => {
    await refreshLists();
    stores.sessions.keepOnly(new Set(stores.containers.store.getState().items.map(({ id }) => id)));
    await Promise.all([
      stores.details.containers.refresh(),
      stores.details.isolation.refresh(),
      refreshChanges(stores),
    ]);
  }, EVENT_DELAY_MS);
  const imagesChanged = coalesce(async () => {
    await stores.images.refresh();
    await Promise.all([stores.details.images.refresh(), stores.details.graph.refresh()]);
  }, EVENT_DELAY_MS);

  const listen = async (): Promise<void> => {
    const engine = await door.engine();
    if (stopped) return;
    stops.push(
      engine.events.subscribe(({ topic }) => {
        void containersChanged();
        if (topic === "images") void imagesChanged();
      }),
    );
  };
  // Listening comes first, so that no change falls between; each list tells by itself why it cannot be read.
  void listen()
    .catch((thrown) => stores.messages.fail(thrown, "watch the store"))
    .then(async () => {
      if (!stopped) await Promise.all([stores.images.refresh(), refreshLists()]);
    });

  stops.push(
    stores.containers.store.subscribe(({ items }, before) => {
      for (const id of startedSince(before.items, items)) stores.sessions.forgetEnded(id);
    }),
  );

  const look = coalesce(async () => {
    if (!stopped) lookAt(stores);
  }, LOOK_DELAY_MS);
  stops.push(
    stores.listing.subscribe(() => void look()),
    stores.view.store.subscribe(() => void look()),
    stores.logs.store.subscribe(({ look: now }, before) => {
      if (now.merged !== before.look.merged) void look();
    }),
  );

  const stopPolling = pollChanges(stores);
  const purge = setInterval(() => void stores.containers.purge(), PURGE_MS);
  purge.unref();
  stops.push(measure(stores));

  return () => {
    stopped = true;
    stopPolling();
    clearInterval(purge);
    stores.logs.show([]);
    for (const stop of stops) stop();
  };
}

/** Reads what a running container changes again and again while it is looked at: the longer that takes, the less often. */
function pollChanges(stores: Stores): () => void {
  let timer: NodeJS.Timeout;
  let stopped = false;
  const next = (afterMs: number): void => {
    timer = setTimeout(async () => {
      const startedAtMs = performance.now();
      const key = liveFiles(stores);
      if (key !== undefined) await stores.details.files.refresh((one) => one === key);
      if (!stopped) next(Math.max(CHANGES_POLL_MS, (performance.now() - startedAtMs) * REST_FACTOR));
    }, afterMs);
    timer.unref();
  };
  next(CHANGES_POLL_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** The key of the files that are shown now, if a program may change them under our eyes. */
function liveFiles(stores: Stores): string | undefined {
  const source = lookedAt(stores);
  const things = source?.of === "comparison" ? [source.before, source.after] : [source];
  const isLive = things.some(
    (thing) =>
      thing?.of === "container" && stores.containers.find(thing.containerId)?.state.status === "running",
  );
  return source !== undefined && isLive ? fileKey(source) : undefined;
}

/** Ids of the containers that run now and did not, or ran another time, in the list before. */
export function startedSince(
  before: readonly ContainerSummary[],
  now: readonly ContainerSummary[],
): readonly string[] {
  if (before === now) return [];
  const states = new Map(before.map(({ id, state }) => [id, state]));
  return now.flatMap(({ id, state }) => {
    const had = states.get(id);
    if (state.status !== "running" || had === undefined || had === state) return [];
    const ran = had.status === "running" || had.status === "paused";
    return ran && had.startedAtMs === state.startedAtMs ? [] : [id];
  });
}

function refreshChanges(stores: Stores): Promise<void> {
  return stores.details.files.refresh(isContainerFileKey);
}

/** Asks for what the main pane and the Layers panel show now. */
function lookAt(stores: Stores): void {
  const listing = stores.listing.getState();
  const { navigation } = stores.view.store.getState();
  if (listing.layersImageId !== undefined && stores.images.find(listing.layersImageId) !== undefined) {
    stores.details.layers.want(listing.layersImageId);
  }
  const subject = subjectOf(listing, navigation.panel);
  const tab = navigation.tabs[navigation.panel];
  const { marks } = navigation;
  const merged = stores.logs.store.getState().look.merged && marks.containers.size > 0;
  stores.logs.show(
    subject.of !== "container" || tab !== "logs"
      ? []
      : merged
        ? [...marks.containers]
        : [subject.container.id],
  );
  const container = subject.of === "container" ? subject.container : undefined;
  const runs = container?.state.status === "running" || container?.state.status === "paused";
  stores.stats.show(runs && tab === "stats" ? container?.id : undefined);
  stores.processes.show(runs && tab === "processes" ? container?.id : undefined);
  if (container !== undefined && tab === "isolation") stores.details.isolation.want(container.id);
  if (tab === "inspect") {
    if (subject.of === "container") stores.details.containers.want(subject.container.id);
    if (subject.of === "image") stores.details.images.want(subject.image.id);
    if (subject.of === "layer") stores.details.images.want(subject.imageId);
  }
  if (tab === "waste") {
    if (subject.of === "image") stores.details.waste.want(subject.image.id);
    if (subject.of === "layer") stores.details.waste.want(subject.imageId);
  }
  if (tab === "history") stores.details.graph.want(GRAPH);
  const files = lookedAt(stores);
  if (files !== undefined) stores.details.files.want(fileKey(files));
}

/** The files that are shown now. */
function lookedAt(stores: Stores): FileSource | undefined {
  const { navigation, compared } = stores.view.store.getState();
  return shownFiles(
    subjectOf(stores.listing.getState(), navigation.panel),
    navigation.tabs[navigation.panel],
    compared,
  );
}
