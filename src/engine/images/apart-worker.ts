// The thread of imagesApart: opens the root, does one long action, tells how it went, and ends.
import { parentPort, workerData } from "node:worker_threads";
import { asCodedError } from "../../base/errors.ts";
import type { LongAction, Progress } from "../../base/progress.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import { openEngine } from "../open-engine.ts";
import type { ApartCall, FromWorker } from "./apart.ts";
import type { Images } from "./images.ts";

const { root, call } = workerData as { readonly root: StoreRoot; readonly call: ApartCall };
const port = parentPort!;
const say = (message: FromWorker): void => port.postMessage(message);

/** Nobody sees more; the last of a phase is given in any case, for the next one's first follows at once. */
const LEAST_BETWEEN_MS = 50;

const stop = new AbortController();
port.on("message", () => stop.abort());
try {
  const result = await perform();
  say({ say: "done", result });
} catch (thrown) {
  const { kind, code, message, hint, exitCode } = asCodedError(thrown, `${call.name} image`);
  say({
    say: "failed",
    error: {
      kind,
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(exitCode === undefined ? {} : { exitCode }),
    },
  });
} finally {
  port.close();
}

async function perform(): Promise<unknown> {
  await using engine = await openEngine({ root });
  // Awaited here: the engine must not go before the work is done.
  return await start(engine.images, { signal: stop.signal, onProgress: thinned() });
}

function start(images: Images, action: LongAction): Promise<unknown> {
  switch (call.name) {
    case "load":
      return images.load(...call.args, action);
    case "save":
      return images.save(...call.args, action);
    case "import":
      return images.import(...call.args, action);
    case "starter":
      return images.starter(...call.args, action);
  }
}

function thinned(): (progress: Progress) => void {
  let toldAtMs = 0;
  let told: Progress | undefined;
  return (progress) => {
    const nowMs = performance.now();
    const isNew = progress.phase !== told?.phase || progress.item !== told.item;
    if (!isNew && nowMs - toldAtMs < LEAST_BETWEEN_MS && progress.done !== progress.total) return;
    toldAtMs = nowMs;
    told = progress;
    say({ say: "progress", progress });
  };
}
