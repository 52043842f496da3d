import type { SessionsStore } from "../src/stores/sessions-store.ts";
import type { TerminalSize } from "./terminal/emulator.ts";
import { createPaneControl, type PaneControl } from "./terminal/pane-control.ts";
import type { openSession, TerminalSession } from "./terminal/session.ts";

/** A session's terminal, and what turns a person's input into what happens in it. */
export interface SessionTerminal {
  readonly session: TerminalSession;
  readonly control: PaneControl;
}

/** The terminals of the open sessions; a session that leaves the store loses its terminal, and so its client. */
export interface Terminals extends AsyncDisposable {
  /** Loads the emulator, which the first frame must not wait for; without it there are no terminals. */
  ready(): Promise<void>;
  /** The session's terminal, started with this size when it is first asked for. */
  get(key: string, size: TerminalSize): SessionTerminal | undefined;
}

interface TerminalsOptions {
  readonly sessions: SessionsStore;
  /** What a program wants of the person's terminal may have changed. */
  readonly onChange: () => void;
  /** Takes the keys back from a program; spelled canonically. */
  readonly prefix: string;
  /** Whether the person's terminal is light. */
  readonly isLight: () => boolean;
}

export function createTerminals({ sessions, onChange, prefix, isLight }: TerminalsOptions): Terminals {
  const running = new Map<string, SessionTerminal>();
  let open: typeof openSession | undefined;

  const start = (key: string, size: TerminalSize): SessionTerminal | undefined => {
    const wanted = sessions.store.getState().sessions.find((one) => one.key === key);
    if (wanted === undefined || open === undefined) return undefined;
    const session = open({ command: wanted.client, size, replay: wanted.kind === "main", isLight });
    const terminal = { session, control: createPaneControl(session, { prefix }) };
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
  });

  return {
    async ready() {
      open ??= (await import("./terminal/session.ts")).openSession;
    },
    get: (key, size) => running.get(key) ?? start(key, size),
    async [Symbol.asyncDispose]() {
      stopWatching();
      await Promise.all([...running.values()].map(({ session }) => session[Symbol.asyncDispose]()));
      running.clear();
    },
  };
}
