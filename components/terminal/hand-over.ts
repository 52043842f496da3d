import { createParser } from "../input/parse.ts";
import type { TerminalStreams } from "../input/stdin.ts";
import { encodeKeyName } from "./encode-input.ts";
import { DEFAULT_PREFIX, type PaneCommand, readPrefix } from "./prefix.ts";
import { RESET_SCREEN, repaint } from "./repaint.ts";
import { createSwitchSplitter, type OutputPart } from "./screen-switch.ts";
import type { OutputWriter, TerminalSession } from "./session.ts";

export interface HandOver extends TerminalStreams {
  readonly session: TerminalSession;
  readonly prefix?: string;
}

/**
 * Lends the real terminal to a session until the prefix and a command, or the program's end: bytes go both ways as
 * they are, at the speed of the terminal. Whoever drew before must have let go of both streams, and draws again after.
 * The emulator reads along, so the pane is right at once when the terminal comes back.
 */
export async function handOver({
  session,
  stdin,
  stdout,
  prefix = DEFAULT_PREFIX,
}: HandOver): Promise<PaneCommand | "exited"> {
  const { emulator } = session;
  const { promise, resolve } = Promise.withResolvers<PaneCommand | "exited">();
  const fit = (): void => session.resize({ columns: stdout.columns, rows: stdout.rows });
  const parser = createParser();
  let open = false;
  let timer: NodeJS.Timeout | undefined;
  const hear = (events: ReturnType<typeof parser.feed>): void => {
    for (const event of events) {
      // The terminal answered a question of old output that was shown again; nobody waits for that.
      if (event.type === "reply" && !emulator.live) continue;
      const outcome = readPrefix(open, event, prefix);
      open = outcome.status === "open";
      if (outcome.status === "pass") session.write(event.raw);
      else if (outcome.status === "literal") session.write(encodeKeyName(prefix));
      else if (outcome.status === "command") resolve(outcome.command);
    }
    clearTimeout(timer);
    if (parser.pendingMs !== undefined) timer = setTimeout(() => hear(parser.flush()), parser.pendingMs);
  };
  const read = (chunk: Uint8Array): void => hear(parser.feed(chunk));
  const stopWatching = session.onChange(() => {
    if (session.state.status === "exited") resolve("exited");
  });

  if (stdin.isTTY) stdin.setRawMode(true);
  stdin.on("data", read);
  stdin.resume();
  stdout.on("resize", fit);
  stdout.write("\x1b[?1049h");
  fit();
  stdout.write(repaint(emulator));
  const forwarder = createForwarder(session, stdout);
  const takeBack = session.divert(forwarder.write);
  try {
    if (session.state.status === "exited") return "exited";
    return await promise;
  } finally {
    await forwarder.stop();
    takeBack();
    clearTimeout(timer);
    stopWatching();
    stdout.off("resize", fit);
    stdin.off("data", read);
    stdin.pause();
    if (stdin.isTTY) stdin.setRawMode(false);
    stdout.write(`${RESET_SCREEN}\x1b[?25h\x1b[?1049l`);
  }
}

interface Forwarder {
  readonly write: OutputWriter;
  /** Shows no more. Resolves once all that came is with the emulator, in order. */
  stop(): Promise<void>;
}

/** Hands output on to the terminal and the emulator. `done` comes when both have taken it: the slower sets the speed. */
function createForwarder({ emulator }: TerminalSession, stdout: NodeJS.WriteStream): Forwarder {
  const splitter = createSwitchSplitter();
  let showing = true;
  let line: Promise<unknown> = Promise.resolve();
  /** Begins with a part in its turn. Plain output lets the next one begin at once. */
  const forward = ({
    kind,
    bytes,
  }: OutputPart): { ready: Promise<void> | undefined; taken: Promise<unknown> } => {
    const parsed = new Promise<void>((resolve) => emulator.write(bytes, resolve));
    if (!showing) return { ready: undefined, taken: parsed };
    if (kind === "bytes") {
      const written = new Promise<void>((resolve) => stdout.write(bytes, () => resolve()));
      return { ready: undefined, taken: Promise.all([parsed, written]) };
    }
    // The terminal keeps its one screen; what the other one shows is drawn on it.
    const drawn = parsed.then(() => {
      if (showing) stdout.write(repaint(emulator));
    });
    return { ready: drawn, taken: drawn };
  };
  const enqueue = (parts: readonly OutputPart[]): Promise<unknown>[] =>
    parts.map((part) => {
      const taken = Promise.withResolvers<void>();
      line = line.then(() => {
        const begun = forward(part);
        void begun.taken.then(() => taken.resolve());
        return begun.ready;
      });
      return taken.promise;
    });
  return {
    write(bytes, done) {
      void Promise.all(enqueue(splitter.split(bytes))).then(done);
    },
    async stop() {
      showing = false;
      enqueue(splitter.flush());
      for (let seen: Promise<unknown> | undefined; seen !== line; ) {
        seen = line;
        await seen;
      }
    },
  };
}
