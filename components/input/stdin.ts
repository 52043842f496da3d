import type { InputEvent } from "./event.ts";
import { MODES_OFF, modeChange, type OuterModes } from "./outer-modes.ts";
import { createParser } from "./parse.ts";

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export interface TerminalInput extends Disposable {
  /** Calls the listener for each event, in order. Returns how to stop. */
  listen(listener: (event: InputEvent) => void): () => void;
  /** Switches modes of the person's terminal; only what changes is written. */
  setModes(modes: Partial<OuterModes>): void;
  readonly modes: OuterModes;
  /**
   * Gives the modes of the terminal back as they were found, for somebody else to set; input is read on. Returns how
   * to take them again.
   */
  lendModes(): () => void;
  /** Gives all of it back as it was found, keys too: for a while in which this process stands still. */
  giveBack(): TakeBack;
}

/** Keys first, so that nothing is echoed into the screen; modes once the screen stands, which has some of its own. */
export interface TakeBack {
  takeKeys(): void;
  takeModes(): void;
}

/** Owns standard input: raw mode, the modes of the outer terminal, and bytes to events. */
export function openTerminalInput({ stdin, stdout }: TerminalStreams): TerminalInput {
  const parser = createParser();
  const listeners = new Set<(event: InputEvent) => void>();
  let wanted: OuterModes = { ...MODES_OFF, bracketedPaste: true, focus: true };
  let actual = MODES_OFF;
  let timer: NodeJS.Timeout | undefined;
  let active = false;
  let lent = false;

  const emit = (events: readonly InputEvent[]): void => {
    for (const event of events) {
      if (event.type === "reply" && isKittyOffer(event.raw)) setModes({ kitty: true });
      for (const listener of [...listeners]) listener(event);
    }
  };
  const wait = (): void => {
    clearTimeout(timer);
    const pendingMs = parser.pendingMs;
    timer = pendingMs === undefined ? undefined : setTimeout(flush, pendingMs);
  };
  const flush = (): void => {
    emit(parser.flush());
    wait();
  };
  const read = (chunk: Uint8Array | string): void => {
    emit(parser.feed(typeof chunk === "string" ? Buffer.from(chunk) : chunk));
    wait();
  };
  const apply = (modes: OuterModes): void => {
    const bytes = modeChange(actual, modes);
    actual = modes;
    if (bytes !== "" && stdout.writable) stdout.write(bytes);
  };
  const setModes = (modes: Partial<OuterModes>): void => {
    wanted = { ...wanted, ...modes };
    if (active && !lent) apply(wanted);
  };
  const takeKeys = (): void => {
    if (active) return;
    active = true;
    if (stdin.isTTY) stdin.setRawMode(true);
    stdin.on("data", read);
    stdin.resume();
  };
  const begin = (): void => {
    takeKeys();
    apply(wanted);
    // A terminal that knows the kitty protocol answers; the others stay silent, so asking is safe.
    if (stdin.isTTY && stdout.isTTY && !wanted.kitty) stdout.write("\x1b[?u");
  };
  const suspend = (): void => {
    if (!active) return;
    active = false;
    clearTimeout(timer);
    emit(parser.flush());
    if (!lent) apply(MODES_OFF);
    stdin.off("data", read);
    stdin.pause();
    if (stdin.isTTY) stdin.setRawMode(false);
  };
  // Who stopped and continued us may have used the terminal in between: nothing of what we set can be relied on.
  const onContinue = (): void => {
    // The window may have another size by now, of which only who stands in the foreground is told.
    process.kill(process.pid, "SIGWINCH");
    if (!active) return;
    // Off before on: the terminal keeps some of them on a stack, and the runtime does not set again what it thinks is set.
    if (!lent) apply(MODES_OFF);
    if (stdin.isTTY) stdin.setRawMode(false).setRawMode(true);
    if (!lent) apply(wanted);
  };
  process.on("SIGCONT", onContinue);
  // Whatever way the process ends, the terminal comes back. A signal is sent again for whoever else listens, or to end us.
  const onSignal = (signal: NodeJS.Signals): void => {
    suspend();
    process.kill(process.pid, signal);
  };
  process.on("exit", suspend);
  for (const signal of ENDING_SIGNALS) process.once(signal, onSignal);
  begin();

  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setModes,
    get modes() {
      return wanted;
    },
    lendModes() {
      apply(MODES_OFF);
      lent = true;
      return () => {
        lent = false;
        if (active) apply(wanted);
      };
    },
    giveBack() {
      suspend();
      lent = true;
      return {
        takeKeys,
        takeModes() {
          lent = false;
          if (active) apply(wanted);
        },
      };
    },
    [Symbol.dispose]() {
      suspend();
      process.off("exit", suspend);
      process.off("SIGCONT", onContinue);
      for (const signal of ENDING_SIGNALS) process.off(signal, onSignal);
      listeners.clear();
    },
  };
}

const ENDING_SIGNALS = ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"] as const;

/** CSI ? flags u answers the question CSI ? u. */
function isKittyOffer(raw: Uint8Array): boolean {
  return /^\x1b\[\?\d+u$/.test(Buffer.from(raw).toString("latin1"));
}
