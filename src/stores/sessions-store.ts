import { createStore, type StoreApi } from "zustand/vanilla";
import type { ClientCommand, StartOptions } from "../engine/containers/containers.ts";
import type { SessionOptions } from "../engine/sessions.ts";
import type { EngineDoor } from "./engine-door.ts";

/** A client process of a container's terminal that this face holds: on its main process, or on one more beside it. */
export interface Session {
  readonly key: string;
  readonly containerId: string;
  readonly kind: "main" | "shell";
  /** The shell that runs in it, for its tab; the main process needs no name. */
  readonly program?: string;
  readonly client: ClientCommand;
  readonly openedAtMs: number;
  /** The session that stood in its place before, on an earlier run of the container. */
  readonly replaces?: string;
  readonly state:
    | { readonly status: "open" }
    | { readonly status: "ended"; readonly code: number; readonly atMs: number };
}

export interface SessionsState {
  /** Oldest first. */
  readonly sessions: readonly Session[];
  /** Which one of a container's is shown, by container id. */
  readonly shown: ReadonlyMap<string, string>;
}

/** What differs from the container's own: its user, its directory, the best shell that it has. */
export type ShellOptions = Pick<SessionOptions, "command" | "user" | "workingDir">;

export interface SessionsStore {
  readonly store: StoreApi<SessionsState>;
  shownOf(containerId: string): Session | undefined;
  /** Shows the session on the main process; makes it unless an open one is there. */
  openMain(containerId: string, options: { start: boolean }): Promise<void>;
  /**
   * Makes and shows one more, with the best shell that the container has unless a command is given; in place of one
   * that is over.
   */
  openShell(containerId: string, options?: ShellOptions): Promise<void>;
  /** Shows it in its container's pane. */
  show(key: string): void;
  /** The client has ended by itself. A shell that ended well goes; what tells how it ended stays to be read. */
  ended(key: string, code: number): void;
  /** Starts the container; a pane that was on its main process is on it again, before its first byte. */
  startWith<T>(containerId: string, start: (how: StartOptions) => Promise<T>): Promise<T>;
  /** Puts a session that has ended on the run of now, unless somebody does it already. Throws when there is none. */
  followRun(session: Session): Promise<void>;
  /** Takes it away; whoever holds the client ends it. */
  close(key: string): void;
  /** Takes away what belongs to containers that are gone. */
  keepOnly(containerIds: ReadonlySet<string>): void;
}

/** The session of a container that is shown: the chosen one, or the newest. */
export function shownIn({ sessions, shown }: SessionsState, containerId: string): Session | undefined {
  const own = sessions.filter((session) => session.containerId === containerId);
  return own.find(({ key }) => key === shown.get(containerId)) ?? own.at(-1);
}

/** All of them, as their containers are listed. */
export function sessionsInOrder(
  { sessions }: SessionsState,
  containers: readonly { readonly id: string }[],
): readonly Session[] {
  const places = new Map(containers.map(({ id }, index) => [id, index]));
  const placeOf = ({ containerId }: Session): number => places.get(containerId) ?? containers.length;
  return sessions.toSorted((a, b) => placeOf(a) - placeOf(b));
}

export function createSessionsStore(door: EngineDoor): SessionsStore {
  const store = createStore<SessionsState>()(() => ({ sessions: [], shown: new Map() }));
  /** Containers whose pane is being put on another run. */
  const moving = new Set<string>();
  let made = 0;

  const of = (containerId: string): readonly Session[] =>
    store.getState().sessions.filter((session) => session.containerId === containerId);
  const shownOf = (containerId: string): Session | undefined => shownIn(store.getState(), containerId);
  const show = (containerId: string, key: string): void => {
    store.setState(({ shown }) => ({ shown: new Map(shown).set(containerId, key) }));
  };
  const add = (session: Omit<Session, "key" | "state" | "openedAtMs">): void => {
    made += 1;
    const key = `session-${made}`;
    store.setState(({ sessions }) => ({
      sessions: [...sessions, { ...session, key, openedAtMs: Date.now(), state: { status: "open" } }],
    }));
    show(session.containerId, key);
  };
  const close = (key: string): void => {
    store.setState(({ sessions }) => ({ sessions: sessions.filter((session) => session.key !== key) }));
  };
  const mainOf = (containerId: string): Session | undefined =>
    of(containerId).find(({ kind }) => kind === "main");
  const attach = async (containerId: string, start: boolean): Promise<ClientCommand> => {
    const { containers } = await door.engine();
    return containers.attach(containerId, {
      stdin: true,
      replay: true,
      mark: true,
      redraw: !start,
      start,
      // The pane has a prefix of its own; every other key is the program's.
      detachKeys: "",
    });
  };
  /** Puts the main session on the client, in its place: who looks at it, and who has the keys, stays. */
  const replaceMain = (containerId: string, client: ClientCommand): void => {
    const before = mainOf(containerId);
    if (before === undefined) {
      add({ containerId, kind: "main", client });
      return;
    }
    made += 1;
    const key = `session-${made}`;
    const next: Session = {
      ...before,
      key,
      client,
      replaces: before.key,
      openedAtMs: Date.now(),
      state: { status: "open" },
    };
    store.setState(({ sessions, shown }) => ({
      sessions: sessions.map((session) => (session.key === before.key ? next : session)),
      shown: shown.get(containerId) === before.key ? new Map(shown).set(containerId, key) : shown,
    }));
  };
  const moveMain = async <T>(containerId: string, work: () => Promise<T>): Promise<T> => {
    moving.add(containerId);
    try {
      return await work();
    } finally {
      moving.delete(containerId);
    }
  };

  return {
    store,
    shownOf,
    async openMain(containerId, { start }) {
      const main = mainOf(containerId);
      if (main?.state.status !== "open") replaceMain(containerId, await attach(containerId, start));
      const shown = mainOf(containerId);
      if (shown !== undefined) show(containerId, shown.key);
    },
    async openShell(containerId, options) {
      const { sessions } = await door.engine();
      const { argv, client } = await sessions.open(containerId, { ...options, tty: true, stdin: true });
      const before = shownOf(containerId);
      if (before?.kind === "shell" && before.state.status === "ended") close(before.key);
      add({ containerId, kind: "shell", program: argv[0]?.split("/").at(-1) ?? "sh", client });
    },
    show(key) {
      const session = store.getState().sessions.find((one) => one.key === key);
      if (session !== undefined) show(session.containerId, key);
    },
    ended(key, code) {
      const session = store.getState().sessions.find((one) => one.key === key);
      if (session?.kind === "shell" && code === 0) {
        close(key);
        return;
      }
      const atMs = Date.now();
      store.setState(({ sessions }) => ({
        sessions: sessions.map((session) =>
          session.key === key ? { ...session, state: { status: "ended", code, atMs } } : session,
        ),
      }));
    },
    startWith(containerId, start) {
      if (mainOf(containerId) === undefined) return start({});
      return moveMain(containerId, async () => {
        const started = await start({ release: "on-attach" });
        replaceMain(containerId, await attach(containerId, true));
        return started;
      });
    },
    async followRun({ key, containerId }) {
      if (moving.has(containerId)) return;
      await moveMain(containerId, async () => {
        const client = await attach(containerId, false);
        if (mainOf(containerId)?.key === key) replaceMain(containerId, client);
      });
    },
    close,
    keepOnly(containerIds) {
      const { sessions } = store.getState();
      const kept = sessions.filter(({ containerId }) => containerIds.has(containerId));
      if (kept.length !== sessions.length) store.setState({ sessions: kept });
    },
  };
}
