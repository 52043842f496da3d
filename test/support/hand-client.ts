import { spawn } from "node:child_process";
import { connect, type Socket } from "node:net";
import { launcher } from "./hand-container.ts";

export const hello = { output: 1, input: 2, replay: 4, start: 8, redraw: 16, tellTerminal: 32 };

export interface Frame {
  readonly kind: string;
  readonly payload: Buffer;
}

/** A client of the attach socket that shares no code with ours: it reads the frames that PROTOCOL.md describes. */
export interface HandClient {
  readonly socket: Socket;
  readonly frames: readonly Frame[];
  send(kind: string, payload?: Buffer | string): void;
  /** Waits until the frames satisfy the condition; fails when the connection ends before. */
  until(condition: (frames: readonly Frame[]) => boolean): Promise<void>;
  /** Waits for the end of the connection. */
  ended(): Promise<void>;
  /** All output of one stream so far; by default standard output. */
  output(kind?: string): string;
}

export function connectByHand(path: string, flags: number, rows = 0, columns = 0): HandClient {
  const socket = connect(path);
  const frames: Frame[] = [];
  let rest = Buffer.alloc(0);
  let over = false;
  const wakes = new Set<() => void>();
  const wakeAll = () => {
    for (const wake of wakes) wake();
    wakes.clear();
  };
  const ended = new Promise<void>((resolve) =>
    socket.on("close", () => {
      over = true;
      resolve();
      wakeAll();
    }),
  );
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length >= 5 + rest.readUInt32LE(1)) {
      const end = 5 + rest.readUInt32LE(1);
      frames.push({ kind: String.fromCharCode(rest[0]!), payload: rest.subarray(5, end) });
      rest = rest.subarray(end);
    }
    wakeAll();
  });
  const send = (kind: string, payload: Buffer | string = "") => {
    const bytes = Buffer.from(payload);
    const header = Buffer.alloc(5);
    header[0] = kind.charCodeAt(0);
    header.writeUInt32LE(bytes.length, 1);
    socket.write(Buffer.concat([header, bytes]));
  };
  const greeting = Buffer.alloc(5);
  greeting[0] = flags;
  greeting.writeUInt16LE(rows, 1);
  greeting.writeUInt16LE(columns, 3);
  send("H", greeting);
  return {
    socket,
    frames,
    send,
    until: async (condition) => {
      while (!condition(frames)) {
        if (over) throw new Error(`the connection ended: ${frames.map(({ kind }) => kind).join("")}`);
        await new Promise<void>((resolve) => void wakes.add(resolve));
      }
    },
    ended: () => ended,
    output: (kind = "O") =>
      Buffer.concat(frames.filter((frame) => frame.kind === kind).map(({ payload }) => payload)).toString(),
  };
}

export interface Finished {
  readonly code: number | string;
  readonly out: string;
  readonly error: string;
}

/** Runs the launcher in a role with pipes, feeds it, and waits for its end. `input` of undefined keeps the pipe open. */
export function runLauncher(args: readonly string[], input?: Buffer | string): Promise<Finished> {
  const child = spawn(launcher, args, { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => {});
  if (input !== undefined) child.stdin.end(input);
  let [out, error] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString("latin1");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    error += chunk.toString("latin1");
  });
  return new Promise((resolve) =>
    child.on("close", (code, signal) => {
      child.stdin.destroy();
      resolve({ code: code ?? signal ?? "?", out, error });
    }),
  );
}
