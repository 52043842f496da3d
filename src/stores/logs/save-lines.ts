import { createWriteStream, rmSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { cannotWrite } from "../../base/cannot-write.ts";
import type { LongAction } from "../../base/progress.ts";
import { sum } from "./log-buffer.ts";
import type { LogReader } from "./log-reader.ts";
import type { LogLine } from "./log-source.ts";

interface SaveOptions {
  readonly path: string;
  readonly textOf: (line: LogLine) => string;
  readonly accepts: (line: LogLine) => boolean;
  readonly action: LongAction;
}

/** Writes a log to a file, line by line, and gives how many there were. Never over something that is there. */
export async function saveLines(
  reader: LogReader,
  { path, textOf, accepts, action: { signal = new AbortController().signal, onProgress } }: SaveOptions,
): Promise<number> {
  const total = sum(await reader.size());
  const file = createWriteStream(path, { flags: "wx" });
  let opened = false;
  file.once("open", () => {
    opened = true;
  });
  let count = 0;
  const tell = (done: number): void => onProgress?.({ phase: "write", done: Math.min(done, total), total });
  try {
    await pipeline(
      async function* () {
        for await (const line of reader.lines({ accepts, signal, onProgress: tell })) {
          count += 1;
          yield `${textOf(line)}\n`;
        }
      },
      file,
      { signal },
    );
    return count;
  } catch (error) {
    if (!opened) throw signal.aborted ? error : cannotWrite(error, `save to ${path}`, path);
    rmSync(path, { force: true });
    throw error;
  }
}
