import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "node-pty";
import { type Cli, wherryProgram } from "../support/cli.ts";

/** The real TUI on a pty, with the times at which it wrote; nothing reads along that would take time from it. */
export interface TuiProcess extends AsyncDisposable {
  readonly pid: number;
  readonly spawnedAtMs: number;
  /** How many bytes it wrote so far. */
  readonly bytes: number;
  /** How many frames it drew so far: each is a synchronized update of the terminal. */
  readonly frames: number;
  /** The time at which the text came for the first time. Rejects when the program ends before. */
  shown(text: string): Promise<number>;
  press(bytes: string): void;
  /** Presses, and gives the milliseconds until it writes. */
  timeKey(bytes: string): Promise<number>;
  /** CPU time that it has used, in milliseconds; steps of 10. */
  cpuMs(): number;
  residentBytes(): number;
}

const FRAME_BEGINS = "\x1b[?2026h";

export function openTui({ root, dir }: Cli, size = { columns: 120, rows: 40 }): TuiProcess {
  const spawnedAtMs = performance.now();
  const pty = spawn(wherryProgram, ["--root", root.dataDir], {
    name: "xterm-256color",
    cols: size.columns,
    rows: size.rows,
    cwd: dir,
    env: {
      ...process.env,
      TERM: "xterm-256color",
      COLORTERM: "truecolor",
      LC_ALL: "C.UTF-8",
    },
    encoding: null,
  });
  let written = "";
  let bytes = 0;
  let frames = 0;
  const ended = Promise.withResolvers<void>();
  const waiting = new Set<(atMs: number) => void>();
  pty.onData((data) => {
    const atMs = performance.now();
    bytes += data.length;
    // A frame's beginning may come in two pieces: it is looked for from a little before.
    const from = Math.max(0, written.length - FRAME_BEGINS.length + 1);
    written += Buffer.from(data as unknown as Uint8Array).toString("utf8");
    frames += written.slice(from).split(FRAME_BEGINS).length - 1;
    for (const take of [...waiting]) take(atMs);
  });
  pty.onExit(() => ended.resolve());
  const output = (fits: () => boolean): Promise<number> =>
    new Promise((resolve, reject) => {
      const take = (atMs: number): void => {
        if (!fits()) return;
        waiting.delete(take);
        resolve(atMs);
      };
      waiting.add(take);
      void ended.promise.then(() => reject(new Error(`the TUI ended; it wrote: ${written.slice(-2000)}`)));
    });
  return {
    pid: pty.pid,
    spawnedAtMs,
    get bytes() {
      return bytes;
    },
    get frames() {
      return frames;
    },
    shown(text) {
      const fits = (): boolean => stripVTControlCharacters(written).includes(text);
      return fits() ? Promise.resolve(performance.now()) : output(fits);
    },
    press: (keys) => pty.write(keys),
    async timeKey(keys) {
      const drawn = output(() => true);
      const pressedAtMs = performance.now();
      pty.write(keys);
      return (await drawn) - pressedAtMs;
    },
    cpuMs() {
      const fields = readFileSync(`/proc/${pty.pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    residentBytes() {
      const status = readFileSync(`/proc/${pty.pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    },
    async [Symbol.asyncDispose]() {
      pty.write("q");
      await ended.promise;
    },
  };
}
