import type { InputEvent } from "../input/event.ts";
import { titleSequence } from "../input/outer-modes.ts";
import { encodeKeyName } from "./encode-input.ts";
import { createForwarder, type Forwarder } from "./forwarder.ts";
import { DEFAULT_PREFIX_KEYS, type PaneCommand, type PrefixKeys, readPrefix } from "./prefix.ts";
import { RESET_SCREEN, repaint } from "./repaint.ts";
import type { TerminalSession } from "./session.ts";

/** The real terminal, lent to a session: what is typed and written goes through as it is, at the terminal's speed. */
export interface HandOver {
  /** Takes what the person does, from the first moment on; false once the loan is over. */
  take(event: InputEvent): boolean;
  /** The prefix was pressed: the next key is a command. */
  readonly awaitsCommand: boolean;
  /** Shows the session until the loan is over. Whoever drew before must have let go, and draws again after. */
  show(): Promise<void>;
  /** Ends the loan from outside. */
  end(): void;
}

export type HandOverEnd = PaneCommand | "exited" | "taken-back";

export interface HandOverOptions {
  readonly session: TerminalSession;
  readonly stdout: NodeJS.WriteStream;
  /** Says in the corner how to come back: for a moment at first, and while the prefix waits for its key. */
  readonly hints: { readonly first: string; readonly prefix: string };
  /** Called at once, before the next key: what is typed behind the command belongs to whoever is there then. */
  readonly ended: (end: HandOverEnd) => void;
  readonly keys?: PrefixKeys;
}

export function createHandOver(options: HandOverOptions): HandOver {
  const { session, hints, keys = DEFAULT_PREFIX_KEYS } = options;
  const over = Promise.withResolvers<void>();
  let isOver = false;
  let open = false;
  let shown: Shown | undefined;
  const end = (how: HandOverEnd): void => {
    if (isOver) return;
    isOver = true;
    stopWatching();
    over.resolve();
    options.ended(how);
  };
  const stopWatching = session.onChange(() => {
    if (session.state.status === "exited") end("exited");
  });
  return {
    take(event) {
      if (isOver) return false;
      // The terminal answered a question of old output that was shown again; nobody waits for that.
      if (event.type === "reply" && !session.emulator.live) return true;
      const outcome = readPrefix(open, event, keys);
      const wasOpen = open;
      open = outcome.status === "open";
      if (outcome.status === "pass") session.write(event.raw);
      else if (outcome.status === "literal") session.write(encodeKeyName(keys.prefix));
      if (outcome.status === "command") end(outcome.command);
      else if (open !== wasOpen) shown?.hint(open ? hints.prefix : undefined);
      else if (event.type === "key") shown?.hint(undefined);
      return true;
    },
    get awaitsCommand() {
      return open;
    },
    async show() {
      if (isOver) return;
      shown = showSession(options, open ? hints.prefix : hints.first);
      await over.promise;
      await shown.stop();
      shown = undefined;
    },
    end: () => end("taken-back"),
  };
}

interface Shown {
  hint(text: string | undefined): void;
  stop(): Promise<void>;
}

/** A person has read it by then, also one who types nothing. */
const HINT_MS = 2000;

function showSession({ session, stdout }: HandOverOptions, first: string): Shown {
  const { emulator } = session;
  let hint: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const forwarder: Forwarder = createForwarder({ session, stdout, draw: () => repaint(emulator, hint) });
  const setHint = (text: string | undefined): void => {
    clearTimeout(timer);
    if (hint === text) return;
    hint = text;
    forwarder.redraw();
  };
  const loan = session.divert(forwarder.write);
  const fit = (): void => loan.resize({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  // A terminal that changes its size keeps of its screen what it likes.
  const sized = emulator.terminal.onResize(() => forwarder.redraw());
  const leave = (): void => void stdout.write(emulator.colours.reset() + LEAVE);
  const redraw = (): void => {
    stdout.write(ALTERNATE);
    forwarder.redraw();
  };
  stdout.on("resize", fit);
  process.on("SIGCONT", redraw);
  process.on("exit", leave);
  stdout.write(ENTER + (session.title === "" ? "" : titleSequence(session.title)) + emulator.colours.set());
  fit();
  setHint(first);
  timer = setTimeout(() => setHint(undefined), HINT_MS);
  return {
    hint: setHint,
    async stop() {
      clearTimeout(timer);
      await forwarder.stop();
      sized.dispose();
      stdout.off("resize", fit);
      process.off("SIGCONT", redraw);
      process.off("exit", leave);
      leave();
      loan.takeBack();
    },
  };
}

const ALTERNATE = "\x1b[?1049h";
/** The person's titles, of window and icon, which the program may change, go on the terminal's stack. */
const ENTER = `${ALTERNATE}\x1b[22;0t`;
const LEAVE = `${RESET_SCREEN}\x1b[?25h\x1b[23;0t\x1b[?1049l`;
