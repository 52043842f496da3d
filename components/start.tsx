import { constants } from "node:os";
import { render } from "ink";
import { createStore } from "zustand/vanilla";
import type { CommandSummary } from "../src/base/command-summary.ts";
import type { StoreRoot } from "../src/base/store-root.ts";
import type { ClientCommand } from "../src/engine/containers/containers.ts";
import { openStores } from "../src/stores/open-stores.ts";
import type { Stores } from "../src/stores/stores.ts";
import { type Desk, mainInside } from "./actions/desk.ts";
import { createPalette } from "./actions/palette.ts";
import { createActions } from "./actions/table.ts";
import { App } from "./app.tsx";
import { createBeat } from "./beat.ts";
import { configError } from "./config/config-error.ts";
import { openTerminalInput, type TerminalInput } from "./input/stdin.ts";
import { createHeldKeys } from "./keymap/held-keys.ts";
import { createKeys } from "./keys.ts";
import { createLending } from "./lending.ts";
import { createOverlayStore } from "./overlays/overlay.ts";
import { readSettings, type Settings } from "./settings.ts";
import { createTerminals } from "./terminals.ts";
import { BACKGROUND_QUESTION, readBackgroundReply } from "./theme/background.ts";
import { createThrift } from "./thrift.ts";
import { createTypedAhead } from "./typed-ahead.ts";
import { wantedModes } from "./wanted-modes.ts";
import { nameKeys } from "./words/name-keys.ts";

interface StartOptions {
  readonly root: StoreRoot;
  /** Of the command line, for the palette. */
  readonly commands: readonly CommandSummary[];
}

/** Opens the terminal UI; resolves when the person leaves it. The terminal is given back whatever happens. */
export async function start({ root, commands }: StartOptions): Promise<void> {
  const settings = await readSettings(process.env);
  const program = {
    file: process.execPath,
    args: [...process.execArgv, "--", ...SCRIPT, "--root", root.dataDir],
  };
  await runScreen(openStores(root, settings.words.stores), { settings, commands, program });
}

/** What Node runs, for running it once more. */
const SCRIPT = process.argv.slice(1, 2);
/** Ages on the screen are drawn anew this often; every second while one of them counts seconds. */
const CLOCK_MS = 10_000;
const YOUNG_MS = 60_000;
/**
 * What changes by itself (terminals, logs, jobs) is paced at 30 frames a second or less; the cap stands above that only
 * so that a key need not wait for the frame before it to have had its full time.
 */
const MOST_FRAMES_PER_SECOND = 60;

interface Surroundings {
  readonly settings: Settings;
  readonly commands: readonly CommandSummary[];
  readonly program: ClientCommand;
}

async function runScreen(stores: Stores, { settings, commands, program }: Surroundings): Promise<void> {
  const { themes, prefix } = settings;
  const words = nameKeys(settings.words, (id) => held.keyOf(id));
  const { stdin, stdout } = process;
  const left = Promise.withResolvers<Leaving>();
  const stopListening = leaveOnTrouble(left.resolve);
  const size = createStore(() => sizeOf(stdout));
  const clock = createStore(() => Date.now());
  const overlays = createOverlayStore();
  let showModes = (): void => {};
  const terminals = createTerminals({
    sessions: stores.sessions,
    size: () => mainInside({ stores, size }),
    onChange: () => showModes(),
    keys: () => desk,
    isLight: () => themes.store.getState().background === "light",
  });
  // First of all: what is typed in cooked mode would be echoed into the screen and tear it.
  const input = openTerminalInput({ stdin, stdout });
  const lending = createLending({
    input,
    stdout,
    failed: (error) => left.resolve({ by: "crash", error }),
  });
  const desk: Desk = {
    stores,
    words,
    overlays,
    terminals,
    themes,
    prefix,
    get held() {
      return held;
    },
    program,
    lending,
    ahead: createTypedAhead(),
    size,
    write: (bytes) => void stdout.write(bytes),
    leave: () => left.resolve({ by: "choice" }),
  };
  const { actions, problems } = settings.bind(createActions(desk));
  const held = createHeldKeys(actions);
  const wrong = configError(settings.configPath, problems, words.config);
  if (wrong !== undefined) stores.messages.fail(wrong, "configure");
  const palette = createPalette(desk, actions, commands);
  const beat = createBeat({ stores, overlays });
  const ui = {
    stores,
    words,
    size,
    clock,
    beat: beat.store,
    terminals,
    lending,
    overlays,
    actions,
    held,
    palette,
    prefix,
    configProblems: problems,
  };

  const resized = (): void => size.setState(sizeOf(stdout), true);
  stdout.on("resize", resized);
  const timer = setInterval(() => {
    const nowMs = Date.now();
    if (nowMs - clock.getState() >= CLOCK_MS || hasYoung(stores, nowMs)) clock.setState(nowMs, true);
  }, 1000);
  const keys = createKeys({ ...desk, actions, palette });
  const thrift = createThrift();
  input.listen((event) => {
    thrift.used();
    keys.dispatch(event);
  });
  if (settings.askBackground) followBackground(input, desk);
  const drawn = render(<App ui={ui} themes={themes} />, {
    alternateScreen: true,
    interactive: true,
    incrementalRendering: true,
    maxFps: MOST_FRAMES_PER_SECOND,
    exitOnCtrlC: false,
    patchConsole: true,
  });
  setImmediate(() => void terminals.ready());
  showModes = () => input.setModes(wantedModes(desk));
  for (const store of [stores.view.store, stores.sessions.store, stores.jobs.store, overlays]) {
    store.subscribe(showModes);
  }
  drawn.waitUntilExit().then(
    () => left.resolve({ by: "choice" }),
    (error: unknown) => left.resolve({ by: "crash", error }),
  );
  const leaving = await left.promise;
  try {
    clearInterval(timer);
    beat[Symbol.dispose]();
    thrift[Symbol.dispose]();
    stdout.off("resize", resized);
    showModes = () => {};
    await lending.end();
    input[Symbol.dispose]();
    drawn.unmount();
    await terminals[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  } finally {
    stopListening();
  }
  if (leaving.by === "crash") throw leaving.error;
  // The terminal is given back and all is closed: now the process ends as the signal asked, with a shell's code for it.
  if (leaving.by === "signal") process.exit(128 + constants.signals[leaving.signal]);
}

/** Asks the terminal what it stands on. The first frame does not wait for the answer, which may never come. */
function followBackground(input: TerminalInput, { themes, write }: Desk): void {
  input.listen((event) => {
    const background = event.type === "reply" ? readBackgroundReply(event.raw) : undefined;
    if (background !== undefined) themes.standOn(background);
  });
  write(BACKGROUND_QUESTION);
}

type Leaving =
  | { readonly by: "choice" }
  | { readonly by: "signal"; readonly signal: NodeJS.Signals }
  | { readonly by: "crash"; readonly error: unknown };

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

/** Leaves on the signals of a shell, a closing window or an init, and when something broke. Returns how to stop. */
function leaveOnTrouble(leave: (leaving: Leaving) => void): () => void {
  const crashed = (error: unknown): void => leave({ by: "crash", error });
  const signalled = (signal: NodeJS.Signals): void => leave({ by: "signal", signal });
  for (const signal of ENDING_SIGNALS) process.on(signal, signalled);
  for (const event of CRASHES) process.on(event, crashed);
  return () => {
    for (const signal of ENDING_SIGNALS) process.off(signal, signalled);
    for (const event of CRASHES) process.off(event, crashed);
  };
}

const ENDING_SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"] as const;
const CRASHES = ["uncaughtException", "unhandledRejection"] as const;
