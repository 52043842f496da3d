import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { ContainerSummary, CreateOptions } from "../engine/containers/containers.ts";
import type { EngineDoor } from "./engine-door.ts";
import type { Messages } from "./messages-store.ts";
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
  kill(id: string): Promise<void>;
  remove(id: string, options: { force: boolean }): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** Makes a container and stops right before its program, so that a terminal can be there for its first byte. */
  launch(options: CreateOptions, size: { rows: number; columns: number }): Promise<ContainerSummary>;
}

interface Dependencies {
  readonly door: EngineDoor;
  readonly messages: Messages;
}

export function createContainersStore({ door, messages }: Dependencies): ContainersStore {
  const store = createStore<ContainersState>()(() => ({
    status: "loading",
    items: [],
    busy: new Map(),
    error: undefined,
  }));

  const find = (id: string): ContainerSummary | undefined =>
    store.getState().items.find((item) => item.id === id);

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

  /** Tells the activity beside the container while the work goes on. */
  const during = async (
    id: string,
    activity: ContainerActivity,
    work: () => Promise<unknown>,
  ): Promise<void> => {
    const name = find(id)?.name ?? id;
    setBusy(id, activity);
    await messages.attempt(`${DOING[activity]} ${name}`, work);
    await refresh();
    setBusy(id, undefined);
  };

  return {
    store,
    find,
    refresh,
    start: (id) =>
      during(id, "starting", async () => {
        const { warnings } = await (await door.engine()).containers.start(id);
        for (const warning of warnings) messages.say("warning", warning);
      }),
    stop: (id) => during(id, "stopping", async () => (await door.engine()).containers.stop(id)),
    restart: (id) => during(id, "restarting", async () => (await door.engine()).containers.restart(id)),
    kill: (id) => during(id, "killing", async () => (await door.engine()).containers.kill(id)),
    remove: (id, options) =>
      during(id, "removing", async () => (await door.engine()).containers.remove(id, options)),
    rename: (id, name) =>
      during(id, "renaming", async () => (await door.engine()).containers.rename(id, name)),
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

/** How each activity begins an error: "stop container web: it does not run". */
const DOING = {
  starting: "start container",
  stopping: "stop container",
  restarting: "restart container",
  killing: "kill container",
  removing: "remove container",
  renaming: "rename container",
} as const;
