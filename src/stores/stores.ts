import type { StoreApi } from "zustand/vanilla";
import type { UndoneRemoval } from "../engine/containers/containers.ts";
import type { Engine } from "../engine/engine.ts";
import type { Network } from "../engine/networks/networks.ts";
import { createBringBack } from "./bring-back.ts";
import { type ContainersStore, createContainersStore } from "./containers-store.ts";
import { createDetails, type Details } from "./details-store.ts";
import { createEngineDoor, type EngineState } from "./engine-door.ts";
import { createImagesStore, type ImagesStore } from "./images-store.ts";
import { createJobs, type Jobs, type Work } from "./jobs-store.ts";
import { createListingStore } from "./listing-store.ts";
import type { LogsStore } from "./logs/logs-state.ts";
import { createLogsStore } from "./logs/logs-store.ts";
import { createMany } from "./many.ts";
import { createMessages, type Messages } from "./messages-store.ts";
import { createNamedStore, type NamedStore } from "./named-store.ts";
import { createProcessesStore, type ProcessesStore } from "./processes-store.ts";
import { createSessionsStore, type SessionsStore } from "./sessions-store.ts";
import { createStatsStore, type StatsStore } from "./stats/stats-store.ts";
import type { Listing } from "./view/listing.ts";
import { createViewStore, type ViewStore } from "./view/view-store.ts";
import { createViewerStore, type ViewerStore } from "./viewer-store.ts";
import { createVolumesStore, type VolumesStore } from "./volumes-store.ts";
import { watch } from "./watch.ts";

/** All that the screens read, and all that they may ask for. */
export interface Stores extends AsyncDisposable {
  readonly engine: StoreApi<EngineState>;
  /** Has the doctor look at this machine once more. */
  examine(): Promise<void>;
  readonly containers: ContainersStore;
  readonly images: ImagesStore;
  readonly volumes: VolumesStore;
  readonly networks: NamedStore<Network>;
  readonly details: Details;
  readonly logs: LogsStore;
  readonly stats: StatsStore;
  readonly processes: ProcessesStore;
  readonly sessions: SessionsStore;
  readonly jobs: Jobs;
  readonly messages: Messages;
  readonly view: ViewStore;
  readonly viewer: ViewerStore;
  readonly listing: StoreApi<Listing>;
}

/** What the stores tell a person of their own accord, in the person's language. */
export interface StoreWords {
  readonly cancelled: (work: Work) => string;
  readonly done: (work: Work) => string;
  readonly undone: (undone: UndoneRemoval) => string;
  readonly nothingRemoved: string;
}

/** Makes the stores at once; the engine opens behind them. */
export function createStores(open: () => Promise<Engine>, words: StoreWords): Stores {
  const door = createEngineDoor(open);
  const messages = createMessages();
  const jobs = createJobs({
    onFailure: (error) => messages.fail(error, "work"),
    onCancelled: (work) => messages.say("info", words.cancelled(work)),
    now: () => Date.now(),
  });
  const many = createMany({ jobs, messages, done: words.done });
  const sessions = createSessionsStore(door);
  const bringBack = createBringBack({
    door,
    messages,
    many,
    undone: (undone) =>
      messages.say(undone.container.name === undone.formerName ? "success" : "warning", words.undone(undone)),
    none: () => messages.say("info", words.nothingRemoved),
  });
  const containers = createContainersStore({
    door,
    sessions,
    messages,
    many,
    bringBack,
  });
  const images = createImagesStore({ door, messages, jobs, many });
  const volumes = createVolumesStore({ door, messages, many });
  const networks = createNamedStore("list networks", async () => (await door.engine()).networks.list());
  const details = createDetails(door);
  const view = createViewStore();
  const parts = {
    engine: door.store,
    examine: door.examine,
    containers,
    images,
    volumes,
    networks,
    details,
    logs: createLogsStore(door),
    stats: createStatsStore(door),
    processes: createProcessesStore(door, messages),
    sessions,
    jobs,
    messages,
    view,
    viewer: createViewerStore(door),
    listing: createListingStore({ containers, images, volumes, networks, details, view }),
  };
  const stores: Stores = {
    ...parts,
    async [Symbol.asyncDispose]() {
      stop();
      stores.viewer.close();
      await door.close();
    },
  };
  const stop = watch(stores, door);
  return stores;
}
