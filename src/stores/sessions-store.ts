import { createStore, type StoreApi } from "zustand/vanilla";
import type { ClientCommand } from "../engine/containers/containers.ts";
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
  /** The container runs anew: what tells how it ended before would only mislead. */
  forgetEnded(containerId: string): void;
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

  return {
    store,
    shownOf,
    async openMain(containerId, { start }) {
      const main = of(containerId).find(({ kind }) => kind === "main");
      if (main?.state.status === "open") return show(containerId, main.key);
      const { containers } = await door.engine();
      const client = await containers.attach(containerId, {
        stdin: true,
        replay: true,
        mark: true,
        redraw: !start,
        start,
        // The pane has a prefix of its own; every other key is the program's.
        detachKeys: "",
      });
      if (main !== undefined) close(main.key);
      add({ containerId, kind: "main", client });
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
    forgetEnded(containerId) {
      const ended = of(containerId).filter(({ state }) => state.status === "ended");
      for (const { key } of ended) close(key);
    },
    close,
    keepOnly(containerIds) {
      const { sessions } = store.getState();
      const kept = sessions.filter(({ containerId }) => containerIds.has(containerId));
      if (kept.length !== sessions.length) store.setState({ sessions: kept });
    },
  };
}
