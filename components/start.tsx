import { render } from "ink";
import { createStore } from "zustand/vanilla";
import type { StoreRoot } from "../src/base/store-root.ts";
import { openStores } from "../src/stores/open-stores.ts";
import type { Stores } from "../src/stores/stores.ts";
import type { Desk } from "./actions/desk.ts";
import { createActions } from "./actions/table.ts";
import { App } from "./app.tsx";
import { openTerminalInput } from "./input/stdin.ts";
import { createKeys } from "./keys.ts";
import { createOverlayStore } from "./overlays/overlay.ts";
import { createTerminals } from "./terminals.ts";
import { describeOuterTerminal } from "./theme/outer-terminal.ts";
import { createTheme } from "./theme/theme.ts";
import { createTypedAhead } from "./typed-ahead.ts";
import { wantedModes } from "./wanted-modes.ts";

/** Opens the terminal UI; resolves when the person leaves it. The terminal is given back whatever happens. */
export async function start({ root }: { readonly root: StoreRoot }): Promise<void> {
  await runScreen(openStores(root));
}

/** Ages on the screen are drawn anew this often; every second while one of them counts seconds. */
const CLOCK_MS = 10_000;
const YOUNG_MS = 60_000;
const MOST_FRAMES_PER_SECOND = 30;

async function runScreen(stores: Stores): Promise<void> {
  const { stdin, stdout } = process;
  const left = Promise.withResolvers<number>();
  const size = createStore(() => sizeOf(stdout));
  const clock = createStore(() => Date.now());
  const overlays = createOverlayStore();
  let showModes = (): void => {};
  const terminals = createTerminals({ sessions: stores.sessions, onChange: () => showModes() });
  const desk: Desk = {
    stores,
    overlays,
    terminals,
    ahead: createTypedAhead(),
    size,
    write: (bytes) => void stdout.write(bytes),
    leave: () => left.resolve(0),
  };
  const actions = createActions(desk);
  const theme = createTheme("default", describeOuterTerminal(process.env));
  const ui = { stores, theme, size, clock, terminals, overlays, actions };

  const resized = (): void => size.setState(sizeOf(stdout), true);
  stdout.on("resize", resized);
  const timer = setInterval(() => {
    const nowMs = Date.now();
    if (nowMs - clock.getState() >= CLOCK_MS || hasYoung(stores, nowMs)) clock.setState(nowMs, true);
  }, 1000);
  const drawn = render(<App ui={ui} />, {
    alternateScreen: true,
    interactive: true,
    incrementalRendering: true,
    maxFps: MOST_FRAMES_PER_SECOND,
    exitOnCtrlC: false,
    patchConsole: true,
  });
  const input = openTerminalInput({ stdin, stdout });
  const keys = createKeys({ ...desk, actions });
  showModes = () => input.setModes(wantedModes(desk));
  for (const store of [stores.view.store, stores.sessions.store, stores.jobs.store, overlays]) {
    store.subscribe(showModes);
  }
  input.listen((event) => void keys.dispatch(event));
  const signals = leaveOnSignals((code) => left.resolve(code));
  let crash: unknown;
  drawn.waitUntilExit().then(
    () => left.resolve(0),
    (thrown) => {
      crash = thrown;
      left.resolve(1);
    },
  );
  try {
    process.exitCode = await left.promise;
  } finally {
    signals();
    clearInterval(timer);
    stdout.off("resize", resized);
    showModes = () => {};
    input[Symbol.dispose]();
    drawn.unmount();
    await terminals[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  }
  if (crash !== undefined) throw crash;
}

/** Whether the age of a container is told in seconds. */
function hasYoung({ containers }: Stores, nowMs: number): boolean {
  const since = nowMs - YOUNG_MS;
  return containers.store
    .getState()
    .items.some(({ state }) => state.status === "running" && state.startedAtMs > since);
}

function sizeOf({ columns, rows }: NodeJS.WriteStream): { columns: number; rows: number } {
  return { columns: columns || 80, rows: rows || 24 };
}

/** A polite end on the signals that a shell, a closing window or an init sends. Returns how to stop listening. */
function leaveOnSignals(leave: (code: number) => void): () => void {
  const codes = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130 } as const;
  const stops = Object.entries(codes).map(([signal, code]) => {
    const listener = (): void => leave(code);
    process.on(signal, listener);
    return () => void process.off(signal, listener);
  });
  return () => {
    for (const stop of stops) stop();
  };
}
