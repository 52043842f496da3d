import type { SessionsStore } from "../src/stores/sessions-store.ts";
import type { TerminalSize } from "./terminal/emulator.ts";
import { openSession, type TerminalSession } from "./terminal/session.ts";

/** The terminals of the open sessions; a session that leaves the store loses its terminal, and so its client. */
export interface Terminals extends AsyncDisposable {
  /** The session's terminal, started with this size when it is first asked for. */
  get(key: string, size: TerminalSize): TerminalSession | undefined;
}

export function createTerminals(sessions: SessionsStore): Terminals {
  const running = new Map<string, TerminalSession>();

  const start = (key: string, size: TerminalSize): TerminalSession | undefined => {
    const session = sessions.store.getState().sessions.find((one) => one.key === key);
    if (session === undefined) return undefined;
    const terminal = openSession({ command: session.client, size, replay: session.kind === "main" });
    running.set(key, terminal);
    const stop = terminal.onChange(() => {
      if (terminal.state.status !== "exited") return;
      stop();
      sessions.ended(key, terminal.state.code);
    });
    return terminal;
  };

  const stopWatching = sessions.store.subscribe(({ sessions: kept }) => {
    for (const [key, terminal] of running) {
      if (kept.some((session) => session.key === key)) continue;
      running.delete(key);
      void terminal[Symbol.asyncDispose]();
    }
  });

  return {
    get: (key, size) => running.get(key) ?? start(key, size),
    async [Symbol.asyncDispose]() {
      stopWatching();
      await Promise.all([...running.values()].map((terminal) => terminal[Symbol.asyncDispose]()));
      running.clear();
    },
  };
}
