import { watch } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { asCodedError } from "../../base/errors.ts";
import type { ContainerRow } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { LogOptions, LogRecord } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import { LineReader, tailOffset } from "./log-file.ts";
import { parseLogLine } from "./log-record.ts";
import { reread } from "./move.ts";
import { settle } from "./settle.ts";

/** What a container wrote, oldest first. With `follow`, goes on until it does not run any more. */
export async function* readLogs(
  context: ContainersContext,
  row: ContainerRow,
  { follow = false, tail, sinceMs = 0, signal }: LogOptions,
): AsyncGenerator<LogRecord> {
  signal?.throwIfAborted();
  const path = join(bundleOf(context.root, row.id).dir, "log");
  // Made here when the container never ran, so that following can begin before it does.
  await using file = await open(path, follow ? "a+" : "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw asCodedError(error, `read log of container ${row.name}`);
  });
  if (file === undefined) return;
  const lines = new LineReader(file, tail === undefined ? 0 : await tailOffset(file, tail));
  using news = follow ? newsOf(context, path, signal) : undefined;
  for (;;) {
    const next = news?.next();
    // Whether it still runs is asked before the last reading: what it wrote until its end is in the file by then.
    const goesOn = follow && (await isRunning(context, row.id));
    for await (const line of lines.linesSoFar()) {
      signal?.throwIfAborted();
      const record = parseLogLine(line);
      if (record !== undefined && record.timeMs >= sinceMs) yield record;
    }
    if (!goesOn) return;
    await next;
    signal?.throwIfAborted();
  }
}

async function isRunning(context: ContainersContext, id: string): Promise<boolean> {
  const row = reread(context, id);
  const settled = row && (await settle(context, row));
  return settled?.state.status === "running" || settled?.state.status === "claimed";
}

const UNASKED_LOOK_MS = 1000;

/** Resolves its `next` when the log has grown, a container's state has changed, or the caller has had enough. */
function newsOf(
  context: ContainersContext,
  path: string,
  signal: AbortSignal | undefined,
): Disposable & { next(): Promise<void> } {
  let wake = (): void => {};
  const tell = (): void => wake();
  const watcher = watch(path, tell);
  watcher.on("error", tell);
  const unsubscribe = context.changes.subscribe(tell);
  signal?.addEventListener("abort", tell);
  // A monitor that is killed tells nobody.
  const timer = setInterval(tell, UNASKED_LOOK_MS);
  return {
    next: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
    [Symbol.dispose]: () => {
      clearInterval(timer);
      signal?.removeEventListener("abort", tell);
      unsubscribe();
      watcher.close();
    },
  };
}
