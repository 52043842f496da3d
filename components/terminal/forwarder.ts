import { createSwitchSplitter, type OutputPart } from "./screen-switch.ts";
import type { OutputWriter, TerminalSession } from "./session.ts";

/** Hands a program's output on to a real terminal and to the emulator, which reads along. */
export interface Forwarder {
  readonly write: OutputWriter;
  /** Draws the screen anew, behind all that came so far and before all that comes after. */
  redraw(): void;
  /** Shows no more. Resolves once all that came is with the emulator, in order. */
  stop(): Promise<void>;
}

export interface ForwarderOptions {
  readonly session: TerminalSession;
  readonly stdout: Pick<NodeJS.WriteStream, "write">;
  /** The bytes that make the terminal show what the emulator shows now. */
  readonly draw: () => string;
}

/** `done` of a piece comes when both have taken it: the slower sets the speed. */
export function createForwarder({ session: { emulator }, stdout, draw }: ForwarderOptions): Forwarder {
  const splitter = createSwitchSplitter();
  let showing = true;
  let line: Promise<unknown> = Promise.resolve();
  /** Begins with a part in its turn. Plain output lets the next one begin at once. */
  const forward = ({ kind, bytes }: OutputPart): Begun => {
    const parsed = new Promise<void>((resolve) => emulator.write(bytes, resolve));
    if (!showing) return { ready: undefined, taken: parsed };
    if (kind === "bytes") {
      const written = new Promise<void>((resolve) => stdout.write(bytes, () => resolve()));
      return { ready: undefined, taken: Promise.all([parsed, written]) };
    }
    // The terminal keeps its one screen; what the other one shows is drawn on it.
    const drawn = parsed.then(() => {
      if (showing) stdout.write(draw());
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
    redraw() {
      enqueue([{ kind: "switch", bytes: new Uint8Array() }]);
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

interface Begun {
  /** When the next part may begin; at once without it. */
  readonly ready: Promise<void> | undefined;
  readonly taken: Promise<unknown>;
}
