import type { ClientCommand } from "../../src/engine/containers/containers.ts";
import { createEmulator, type Emulator, type TerminalSize } from "./emulator.ts";
import { createFlow } from "./flow.ts";
import { openPty, type Pty } from "./pty.ts";

export interface SessionRequest {
  readonly command: ClientCommand;
  readonly size: TerminalSize;
  /** The output begins with a replay, which OSC 7717 ; live ends. */
  readonly replay?: boolean;
  readonly isLight?: () => boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

export type SessionState =
  | { readonly status: "running" }
  | { readonly status: "exited"; readonly code: number; readonly signal: number };

/** A program on a pty of its own, read into an emulator whether it is looked at or not. */
export interface TerminalSession extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly state: SessionState;
  /** What the program called its window; empty when it did not. */
  readonly title: string;
  /** Counts the bells so far. */
  readonly bells: number;
  readonly pid: number;
  /** Types into the program. */
  write(bytes: Uint8Array | string): void;
  /** The pane's size; of many calls in a row the last counts. */
  resize(size: TerminalSize): void;
  /** Calls the listener when screen, title, bell or state changed. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Calls the listener when a batch of synchronized output is whole, before anything behind it. Returns how to stop. */
  onBatchEnd(listener: () => void): () => void;
  /** True while a real terminal shows the session in the pane's place. */
  readonly diverted: boolean;
  /**
   * Gives the output to another writer, who hands it on to the emulator and calls `done`. Meanwhile a real terminal
   * answers the program's questions and says how large it is.
   */
  divert(write: OutputWriter): Diversion;
  /** Hangs up; the program decides what it makes of that. */
  hangUp(): void;
}

export interface Diversion {
  resize(size: TerminalSize): void;
  /** The pane shows the session again, in the pane's size. */
  takeBack(): void;
}

export type OutputWriter = (bytes: Uint8Array, done: () => void) => void;

/** Starts the program with the pane's size, before its first output. */
export function openSession(request: SessionRequest): TerminalSession {
  const listeners = new Set<() => void>();
  const batchListeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  let state: SessionState = { status: "running" };
  let title = "";
  let bells = 0;
  let diverted: OutputWriter | undefined;
  const write = (bytes: Uint8Array | string): void => {
    if (state.status === "running") pty.write(typeof bytes === "string" ? Buffer.from(bytes) : bytes);
  };
  const emulator = createEmulator({
    ...request.size,
    ...(request.replay === undefined ? {} : { replay: request.replay }),
    ...(request.isLight === undefined ? {} : { isLight: request.isLight }),
    onReply: (bytes) => {
      if (diverted === undefined) write(bytes);
    },
    onTitle: (text) => {
      title = text;
    },
    onBell: () => {
      bells++;
    },
    onChange: changed,
    onBatchEnd: () => {
      for (const listener of [...batchListeners]) listener();
    },
  });
  const flow = createFlow({ pause: () => pty.pause(), resume: () => pty.resume() });
  const { promise: exited, resolve: exit } = Promise.withResolvers<void>();
  const pty = openPty({
    command: request.command,
    size: request.size,
    env: { ...(request.env ?? process.env), TERM: "xterm-256color", COLORTERM: "truecolor" },
    cwd: request.cwd ?? process.cwd(),
    onData: (bytes) => flow.take(bytes, diverted ?? emulator.write),
    onExit: (code, signal) => {
      // Behind the last output, which may still wait to be parsed.
      emulator.write("", () => {
        state = { status: "exited", code, signal };
        changed();
        exit();
      });
    },
    isBehind: () => flow.waitingBytes > 0,
  });
  const size = createResizer((next) => {
    emulator.resize(next);
    // What a program leaves behind follows the pane too.
    if (state.status === "running") pty.resize(next);
  }, request.size);
  let paneSize = request.size;

  return {
    emulator,
    get state() {
      return state;
    },
    get title() {
      return title;
    },
    get bells() {
      return bells;
    },
    pid: pty.pid,
    write,
    resize(wanted) {
      paneSize = wanted;
      if (diverted === undefined) size.want(wanted);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBatchEnd(listener) {
      batchListeners.add(listener);
      return () => batchListeners.delete(listener);
    },
    get diverted() {
      return diverted !== undefined;
    },
    divert(writer) {
      diverted = writer;
      return {
        resize: size.want,
        takeBack() {
          diverted = undefined;
          size.want(paneSize);
          changed();
        },
      };
    },
    hangUp() {
      if (state.status === "running") pty.kill("SIGHUP");
    },
    async [Symbol.asyncDispose]() {
      size.stop();
      listeners.clear();
      await endProcess(pty, () => state.status === "running", exited);
      emulator[Symbol.dispose]();
    },
  };
}

/** Hangs up once what was typed has arrived, and kills what does not listen. */
async function endProcess(pty: Pty, runs: () => boolean, exited: Promise<void>): Promise<void> {
  const patience = Promise.withResolvers<void>();
  const typing = setTimeout(patience.resolve, DRAIN_MS);
  await Promise.race([pty.drained(), patience.promise]);
  clearTimeout(typing);
  if (!runs()) return;
  pty.kill("SIGHUP");
  const timer = setTimeout(() => pty.kill("SIGKILL"), GRACE_MS);
  await exited;
  clearTimeout(timer);
}

const DRAIN_MS = 300;
const GRACE_MS = 1000;

interface Resizer {
  want(size: TerminalSize): void;
  stop(): void;
}

/** The first change counts at once; during a storm only the latest does, so the program redraws a few times only. */
function createResizer(apply: (size: TerminalSize) => void, first: TerminalSize): Resizer {
  let current = first;
  let wanted: TerminalSize | undefined;
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    timer = undefined;
    if (wanted === undefined || sameSize(wanted, current)) return;
    current = wanted;
    wanted = undefined;
    apply(current);
    timer = setTimeout(settle, RESIZE_EVERY_MS);
  };
  return {
    want(size) {
      if (size.columns < 1 || size.rows < 1) return;
      wanted = size;
      if (timer === undefined) settle();
    },
    stop() {
      clearTimeout(timer);
      wanted = undefined;
    },
  };
}

const RESIZE_EVERY_MS = 50;

function sameSize(a: TerminalSize, b: TerminalSize): boolean {
  return a.columns === b.columns && a.rows === b.rows;
}
