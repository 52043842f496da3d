import type { SessionsStore } from "../src/stores/sessions-store.ts";
import type { TerminalSize } from "./terminal/emulator.ts";
import { createPaneControl, type PaneControl } from "./terminal/pane-control.ts";
import type { PrefixKeys } from "./terminal/prefix.ts";
import type { openSession, TerminalSession } from "./terminal/session.ts";

/** A session's terminal, and what turns a person's input into what happens in it. */
export interface SessionTerminal {
  readonly session: TerminalSession;
  readonly control: PaneControl;
}

/** The terminals of the sessions, each there as soon as its session is; a session that leaves the store loses its terminal, and so its client. */
export interface Terminals extends AsyncDisposable {
  /** Loads the emulator, which the first frame must not wait for; without it there are no terminals. */
  ready(): Promise<void>;
  /** The session's terminal; undefined when there is none any more. */
  get(key: string): SessionTerminal | undefined;
}

interface TerminalsOptions {
  readonly sessions: SessionsStore;
  /** What the pane has room for now. */
  readonly size: () => TerminalSize;
  /** What a program wants of the person's terminal may have changed. */
  readonly onChange: () => void;
  /** The keys that a program does not get. */
  readonly keys: () => PrefixKeys;
  /** Whether the person's terminal is light. */
  readonly isLight: () => boolean;
}

export function createTerminals({ sessions, size, onChange, keys, isLight }: TerminalsOptions): Terminals {
  const running = new Map<string, SessionTerminal>();
  let open: typeof openSession | undefined;

  const get = (key: string): SessionTerminal | undefined => {
    const known = running.get(key);
    const wanted = sessions.store.getState().sessions.find((one) => one.key === key);
    if (known !== undefined || wanted === undefined || open === undefined) return known;
    const { columns, rows } = size();
    const session = open({
      command: wanted.client,
      size: { columns, rows },
      replay: wanted.kind === "main",
      isLight,
    });
    const terminal = { session, control: createPaneControl(session, keys()) };
    running.set(key, terminal);
    let ended = false;
    session.onChange(() => {
      if (session.state.status === "exited" && !ended) {
        ended = true;
        const { code, signal } = session.state;
        sessions.ended(key, signal === 0 ? code : 128 + signal);
      }
      onChange();
    });
    terminal.control.onChange(onChange);
    return terminal;
  };

  const stopWatching = sessions.store.subscribe(({ sessions: kept }) => {
    for (const [key, { session }] of running) {
      if (kept.some((one) => one.key === key)) continue;
      running.delete(key);
      void session[Symbol.asyncDispose]();
    }
    // A container may wait for this client with its start, also when nobody looks at its pane.
    for (const { key } of kept) get(key);
  });

  return {
    async ready() {
      open ??= (await import("./terminal/session.ts")).openSession;
    },
    get,
    async [Symbol.asyncDispose]() {
      stopWatching();
      await Promise.all([...running.values()].map(({ session }) => session[Symbol.asyncDispose]()));
      running.clear();
    },
  };
}
