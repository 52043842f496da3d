import { writeSync } from "node:fs";
import { spawn } from "node-pty";
import type { ClientCommand } from "../../src/engine/containers/containers.ts";
import type { TerminalSize } from "./emulator.ts";

export interface PtyRequest {
  readonly command: ClientCommand;
  readonly size: TerminalSize;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  onData(bytes: Uint8Array): void;
  /** After the last data. */
  onExit(code: number, signal: number): void;
  /** True while data that were read wait for their reader. */
  isBehind(): boolean;
}

/** A program on a pty of its own. */
export interface Pty {
  readonly pid: number;
  write(bytes: Uint8Array): void;
  /** Resolves once all that was written has been taken, or can no more be. */
  drained(): Promise<void>;
  resize(size: TerminalSize): void;
  pause(): void;
  resume(): void;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a program with node-pty, and mends what node-pty does at the edges: the last output, and long input. */
export function openPty(request: PtyRequest): Pty {
  const { command, size, env, cwd } = request;
  const options = { cols: size.columns, rows: size.rows, cwd, env: { ...env }, encoding: null };
  const pty = spawn(command.file, [...command.args], { name: env.TERM ?? "xterm-256color", ...options });
  const inner = pty as unknown as Inner;
  let open = true;
  let heard = false;
  const writer = createWriter(inner.fd);
  pty.onData((data) => {
    heard = true;
    // With encoding null the data are bytes; the types know strings only.
    request.onData(data as unknown as Uint8Array);
  });
  pty.onExit(({ exitCode, signal }) => {
    open = false;
    writer.close();
    request.onExit(exitCode, signal ?? 0);
  });
  keepUntilRead(inner, () => {
    const more = heard || request.isBehind();
    heard = false;
    return more;
  });

  return {
    pid: pty.pid,
    write: writer.write,
    drained: writer.drained,
    resize({ columns, rows }) {
      if (open) pty.resize(columns, rows);
    },
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    kill(signal) {
      if (open) pty.kill(signal);
    },
  };
}

/** What node-pty has on Unix beside its public face. */
interface Inner {
  readonly fd: number;
  readonly _socket?: { readonly readableEnded: boolean; destroy(error?: Error): unknown };
}

/**
 * node-pty closes the pty a fixed time after the program's end, read or not: output that we hold back would be lost.
 * So the closing waits as long as something still comes. Usually the end of the output closes it before.
 */
function keepUntilRead({ _socket: socket }: Inner, isReading: () => boolean): void {
  if (socket === undefined) return;
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error) => {
    // The socket closes itself, with an error or at its end, once all is read.
    if (error !== undefined || socket.readableEnded || !isReading()) return destroy(error);
    setTimeout(() => socket.destroy(), CLOSE_RETRY_MS);
    return socket;
  };
}

const CLOSE_RETRY_MS = 100;

interface Writer {
  write(bytes: Uint8Array): void;
  drained(): Promise<void>;
  close(): void;
}

/**
 * Writes in order, at once: what was typed is with the program before anything else happens here, even our end. A
 * program that does not read makes the rest wait, without a busy loop.
 */
function createWriter(fd: number): Writer {
  let waiting: Uint8Array[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let empty = Promise.withResolvers<void>();
  empty.resolve();
  const stop = (): void => {
    waiting = [];
    empty.resolve();
  };
  const next = (): void => {
    timer = undefined;
    try {
      while (waiting.length > 0) {
        const bytes = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting);
        const written = writeSync(fd, bytes);
        waiting = written < bytes.length ? [bytes.subarray(written)] : [];
      }
      empty.resolve();
    } catch (error) {
      // Any other failure means that the program is gone; its exit tells the rest.
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") timer = setTimeout(next, WRITE_RETRY_MS);
      else stop();
    }
  };
  return {
    write(bytes) {
      if (closed || bytes.length === 0) return;
      waiting.push(bytes);
      if (timer !== undefined) return;
      empty = Promise.withResolvers();
      next();
    },
    drained: () => empty.promise,
    close() {
      closed = true;
      clearTimeout(timer);
      stop();
    },
  };
}

const WRITE_RETRY_MS = 5;
