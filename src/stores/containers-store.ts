import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, assertNever, type CodedError } from "../base/errors.ts";
import type { ContainerSummary, CreateOptions, RemoveOptions } from "../engine/containers/containers.ts";
import type { BringBack } from "./bring-back.ts";
import type { EngineDoor } from "./engine-door.ts";
import type { ManyActivity } from "./jobs-store.ts";
import type { Item, Many } from "./many.ts";
import type { Messages } from "./messages-store.ts";
import type { SessionsStore } from "./sessions-store.ts";
import { shareUnchanged } from "./share-unchanged.ts";

export type ContainerActivity = keyof typeof DOING;

/** What is being done to a container, and since when. */
export interface Busy {
  readonly activity: ContainerActivity;
  readonly sinceMs: number;
}

export interface ContainersState {
  readonly status: "loading" | "ready" | "failed";
  /** Newest first. */
  readonly items: readonly ContainerSummary[];
  /** What is being done to a container right now, by its id. */
  readonly busy: ReadonlyMap<string, Busy>;
  readonly error: CodedError | undefined;
}

export interface ContainersStore {
  readonly store: StoreApi<ContainersState>;
  find(id: string): ContainerSummary | undefined;
  refresh(): Promise<void>;
  start(id: string): Promise<void>;
  stop(id: string): Promise<void>;
  restart(id: string): Promise<void>;
  /** "KILL", "HUP" to its main process. False when it failed; the message line says why. */
  signal(id: string, signal: string): Promise<boolean>;
  signalAll(ids: readonly string[], signal: string): Promise<ReadonlySet<string>>;
  remove(id: string, options?: RemoveOptions): Promise<void>;
  pause(id: string): Promise<void>;
  unpause(id: string): Promise<void>;
  /** Takes the last removal back, of one or of many; the message line says what came of it. */
  undo(): Promise<void>;
  /** Deletes what the trash need not keep any more. */
  purge(): Promise<void>;
  /** The same to many, as one job; gives the ids of those for which it worked. */
  toAll(activity: ToAll, ids: readonly string[], options?: RemoveOptions): Promise<ReadonlySet<string>>;
  /** False when it failed; the message line says why. */
  rename(id: string, name: string): Promise<boolean>;
  /** What to launch for a shell at a layer. Throws what the engine throws. */
  layerShell(imageId: string, layer: number): Promise<CreateOptions>;
  /** Makes a container and stops right before its program, so that a terminal can be there for its first byte. */
  launch(options: CreateOptions, size: { rows: number; columns: number }): Promise<ContainerSummary>;
}

/** What can be done to many at once. */
export type ToAll = Exclude<
  ManyActivity,
  "bringing-back" | "killing" | "signalling" | "removing-images" | "removing-volumes"
>;

interface Dependencies {
  readonly many: Many;
  readonly bringBack: BringBack;
  readonly door: EngineDoor;
  readonly messages: Messages;
  readonly sessions: Pick<SessionsStore, "startWith">;
}

export function createContainersStore({
  door,
  messages,
  sessions,
  many,
  bringBack,
}: Dependencies): ContainersStore {
  const store = createStore<ContainersState>()(() => ({
    status: "loading",
    items: [],
    busy: new Map(),
    error: undefined,
  }));

  const find = (id: string): ContainerSummary | undefined =>
    store.getState().items.find((item) => item.id === id);

  const itemOf = (id: string): Item => ({ id, name: find(id)?.name ?? id });

  const refresh = async (): Promise<void> => {
    try {
      const listed = await (await door.engine()).containers.list({ all: true });
      const { items, status } = store.getState();
      const next = shareUnchanged(items, listed);
      if (next !== items || status !== "ready") {
        store.setState({ status: "ready", items: next, error: undefined });
      }
    } catch (thrown) {
      store.setState({ status: "failed", error: asCodedError(thrown, "list containers") });
    }
  };

  const setBusy = (id: string, activity: ContainerActivity | undefined): void => {
    const busy = new Map(store.getState().busy);
    if (activity === undefined) busy.delete(id);
    else busy.set(id, { activity, sinceMs: Date.now() });
    store.setState({ busy });
  };

  const perform = async (activity: ToAll, id: string, options: RemoveOptions): Promise<void> => {
    const { containers } = await door.engine();
    switch (activity) {
      case "starting": {
        const { warnings } = await sessions.startWith(id, (how) => containers.start(id, how));
        for (const warning of warnings) messages.say("warning", warning);
        return;
      }
      case "stopping":
        return containers.stop(id);
      case "restarting":
        return sessions.startWith(id, (how) => containers.restart(id, how));
      case "pausing":
        return containers.pause(id);
      case "unpausing":
        return containers.unpause(id);
      case "removing":
        // What a person removes by a key can be had back for a while, unless it is to go for good.
        return containers.remove(id, { force: options.force ?? false, trash: options.trash ?? true });
      default:
        return assertNever(activity);
    }
  };

  /** Tells the activity beside the container while the work goes on. */
  const during = async (
    id: string,
    activity: ContainerActivity,
    work: () => Promise<unknown>,
  ): Promise<boolean> => {
    const name = find(id)?.name ?? id;
    setBusy(id, activity);
    const worked = await messages.attempt(`${DOING[activity]} ${name}`, async () => {
      await work();
      return true;
    });
    await refresh();
    setBusy(id, undefined);
    return worked ?? false;
  };
  const one =
    (activity: ToAll) =>
    async (id: string, options: RemoveOptions = {}): Promise<void> => {
      await during(id, activity, () => perform(activity, id, options));
    };

  /** The same as one job. */
  const all = async (
    activity: ManyActivity & ContainerActivity,
    ids: readonly string[],
    work: (id: string) => Promise<unknown>,
  ): Promise<ReadonlySet<string>> => {
    const worked = await many.run(activity, ids.map(itemOf), async ({ id }) => {
      setBusy(id, activity);
      try {
        await work(id);
      } finally {
        setBusy(id, undefined);
      }
    });
    await refresh();
    return worked;
  };

  return {
    store,
    find,
    refresh,
    start: one("starting"),
    stop: one("stopping"),
    restart: one("restarting"),
    signal: (id, signal) =>
      during(id, signalling(signal), async () => (await door.engine()).containers.kill(id, signal)),
    signalAll: (ids, signal) =>
      all(signalling(signal), ids, async (id) => (await door.engine()).containers.kill(id, signal)),
    pause: one("pausing"),
    unpause: one("unpausing"),
    async remove(id, options = {}) {
      const item = itemOf(id);
      const removed = await during(id, "removing", () => perform("removing", id, options));
      if (removed && options.trash !== false) bringBack.removed([item]);
    },
    async undo() {
      await bringBack.undo();
      await refresh();
    },
    async purge() {
      // What cannot be done now is left for the next time.
      await door
        .engine()
        .then(({ containers }) => containers.emptyTrash())
        .catch(() => {});
    },
    async toAll(activity, ids, options = {}) {
      const items = ids.map(itemOf);
      const worked = await all(activity, ids, (id) => perform(activity, id, options));
      if (activity === "removing" && options.trash !== false) {
        bringBack.removed(items.filter(({ id }) => worked.has(id)));
      }
      return worked;
    },
    rename: (id, name) =>
      during(id, "renaming", async () => (await door.engine()).containers.rename(id, name)),
    layerShell: async (imageId, layer) => (await door.engine()).containers.layerShell(imageId, layer),
    async launch(options, size) {
      const { containers } = await door.engine();
      const created = await containers.create(options);
      setBusy(created.id, "starting");
      try {
        const { container, warnings } = await containers.start(created.id, { release: "on-attach", size });
        for (const warning of warnings) messages.say("warning", warning);
        return container;
      } catch (thrown) {
        // Nobody saw it run, so nobody would look for what is left of it.
        await containers.remove(created.id, { force: true }).catch(() => {});
        throw thrown;
      } finally {
        setBusy(created.id, undefined);
        await refresh();
      }
    },
  };
}

function signalling(signal: string): "killing" | "signalling" {
  return signal === "KILL" ? "killing" : "signalling";
}

/** How each activity begins an error: "stop container web: it does not run". */
const DOING = {
  starting: "start container",
  stopping: "stop container",
  restarting: "restart container",
  killing: "kill container",
  signalling: "signal container",
  pausing: "pause container",
  unpausing: "unpause container",
  removing: "remove container",
  renaming: "rename container",
} as const;
