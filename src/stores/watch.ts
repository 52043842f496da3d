import { coalesce } from "./coalesce.ts";
import { fileKey, GRAPH } from "./details-store.ts";
import type { EngineDoor } from "./engine-door.ts";
import { followRuns } from "./follow-runs.ts";
import { measure } from "./measure.ts";
import type { Stores } from "./stores.ts";
import { subjectOf } from "./view/listing.ts";
import { stackOf } from "./view/shown-files.ts";
import { filesLookedAt, watchWritten } from "./watch-written.ts";

/** Changes come in bursts: a container that ends changes several times at once. */
const EVENT_DELAY_MS = 30;
/** A person who moves down a list does not want each row's files read. */
const LOOK_DELAY_MS = 80;
const PURGE_MS = 60_000;

/** Keeps the stores up with the engine and with what the person looks at, until it is stopped. */
export function watch(stores: Stores, door: EngineDoor): () => void {
  const stops: (() => void)[] = [];
  let stopped = false;
  const live = watchWritten(stores);

  const refreshLists = async (): Promise<void> => {
    await Promise.all([stores.containers.refresh(), stores.volumes.refresh(), stores.networks.refresh()]);
  };
  const containersChanged = coalesce(async () => {
    await refreshLists();
    stores.sessions.keepOnly(new Set(stores.containers.store.getState().items.map(({ id }) => id)));
    live.read();
    await Promise.all([stores.details.containers.refresh(), stores.details.isolation.refresh()]);
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

  stops.push(followRuns(stores));

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

  const purge = setInterval(() => void stores.containers.purge(), PURGE_MS);
  purge.unref();
  stops.push(measure(stores), live.stop);

  return () => {
    stopped = true;
    clearInterval(purge);
    stores.logs.show([]);
    for (const stop of stops) stop();
  };
}

/** Asks for what the main pane and the Layers panel show now. */
function lookAt(stores: Stores): void {
  const listing = stores.listing.getState();
  const { navigation } = stores.view.store.getState();
  if (listing.layersImageId !== undefined && stores.images.find(listing.layersImageId) !== undefined) {
    stores.details.layers.want(listing.layersImageId);
  }
  if (listing.layersContainer !== undefined) stores.details.written.want(listing.layersContainer.id);
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
    if (subject.of === "upper") stores.details.containers.want(subject.upper.container.id);
  }
  const stack = tab === "waste" ? stackOf(subject) : undefined;
  if (stack !== undefined) stores.details.waste.want(fileKey(stack));
  if (tab === "history") stores.details.graph.want(GRAPH);
  const files = filesLookedAt(stores);
  if (files !== undefined) stores.details.files.want(fileKey(files));
}
