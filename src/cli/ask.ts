import { readSync } from "node:fs";
import { printError } from "./output/streams.ts";

/** Shows what would be done and waits for a line; true when it says yes. */
export function confirmed(warning: string): boolean {
  printError(`${warning}\nAre you sure you want to continue? [y/N] `);
  return /^y(es)?$/i.test(readLine().trim());
}

function readLine(): string {
  const byte = Buffer.alloc(1);
  let line = "";
  while (readByte(byte) && byte[0] !== 10) line += byte.toString("latin1");
  return line;
}

function readByte(byte: Buffer): boolean {
  try {
    return readSync(0, byte) === 1;
  } catch (thrown) {
    // Nobody is there to answer.
    if (["EAGAIN", "EOF", "EIO"].includes(String((thrown as NodeJS.ErrnoException).code))) return false;
    throw thrown;
  }
}
