import { writeSync } from "node:fs";

/**
 * The command line writes with plain system calls: it needs none of Node's streams, which cost start-up time and would
 * leave descriptors non-blocking for the program that takes this process over.
 */
export function print(text: string | Uint8Array): void {
  writeAll(1, text);
}

export function printLine(text: string): void {
  writeAll(1, `${text}\n`);
}

/** For progress, warnings and errors. */
export function printError(text: string | Uint8Array): void {
  writeAll(2, text);
}

/** Standard output was closed by its reader (`wherry ps | head -1`): no error, only an end. */
export class ClosedOutput extends Error {}

/** Loads node:tty, which brings the network with it, only when somebody asks. */
export function isTerminal(stream: "stdin" | "stdout" | "stderr"): boolean {
  return process.getBuiltinModule("node:tty").isatty({ stdin: 0, stdout: 1, stderr: 2 }[stream]);
}

function writeAll(fd: 1 | 2, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      // Somebody made our standard output non-blocking: wait a moment for its reader.
      if (code === "EAGAIN") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      else if (code === "EPIPE" && fd === 1) throw new ClosedOutput();
      else if (fd === 2) return;
      else throw thrown;
    }
  }
}
