import type { LogRecord } from "./containers.ts";

/**
 * Reads one line of a log, without its newline, in the Kubernetes (CRI) format: time, stream, F or P, text.
 * Undefined for what is no such line: a crash of the machine may leave a torn one.
 */
export function parseLogLine(line: Buffer): LogRecord | undefined {
  const afterTime = line.indexOf(0x20);
  const afterStream = line.indexOf(0x20, afterTime + 1);
  if (afterTime < 0 || afterStream < 0) return undefined;
  const time = line.toString("latin1", 0, afterTime);
  const timeMs = Date.parse(time);
  const stream = line.toString("latin1", afterTime + 1, afterStream);
  const tag = line[afterStream + 1];
  const isWhole = tag === 0x46;
  if (Number.isNaN(timeMs) || (stream !== "stdout" && stream !== "stderr")) return undefined;
  if ((!isWhole && tag !== 0x50) || line[afterStream + 2] !== 0x20) return undefined;
  const text = line.subarray(afterStream + 3);
  return { timeMs, time, stream, bytes: isWhole ? Buffer.concat([text, NEWLINE]) : text };
}

const NEWLINE = Buffer.from("\n");
