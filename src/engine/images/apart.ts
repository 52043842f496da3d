import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { CodedError, type CodedErrorOptions, type ErrorKind } from "../../base/errors.ts";
import type { LongAction, Progress } from "../../base/progress.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import type { Images, ImportOptions, StarterOptions } from "./images.ts";

/** What the worker is to do: one of the long actions, with arguments that can be copied. */
export type ApartCall =
  | { readonly name: "load"; readonly args: readonly [HostFile] }
  | { readonly name: "save"; readonly args: readonly [refs: readonly string[], to: HostFile] }
  | { readonly name: "import"; readonly args: readonly [HostFile, ImportOptions] }
  | { readonly name: "starter"; readonly args: readonly [StarterOptions] };

interface HostFile {
  readonly path: string;
}

export type FromWorker =
  | { readonly say: "progress"; readonly progress: Progress }
  | { readonly say: "done"; readonly result: unknown }
  | { readonly say: "failed"; readonly error: CopiedError };

/** A CodedError as it crosses threads, which would copy its message alone. */
export interface CopiedError extends Pick<CodedErrorOptions, "hint" | "exitCode"> {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
}

/**
 * The same family, whose long actions on files run in a thread of their own: hashing, parsing and collecting garbage
 * there does not hold up the loop that draws and takes keys. What reads or writes a stream stays here.
 */
export function imagesApart(images: Images, root: StoreRoot): Images {
  return {
    ...images,
    load: (source, action) =>
      "path" in source
        ? runApart(root, { name: "load", args: [source] }, action)
        : images.load(source, action),
    save: (refs, to, action) =>
      "write" in to
        ? images.save(refs, to, action)
        : runApart(root, { name: "save", args: [refs, to] }, action),
    import: (source, options, action) =>
      "path" in source
        ? runApart(root, { name: "import", args: [source, options] }, action)
        : images.import(source, options, action),
    starter: (options, action) => runApart(root, { name: "starter", args: [options] }, action),
  };
}

async function runApart<Result>(
  root: StoreRoot,
  call: ApartCall,
  { signal, onProgress }: LongAction = {},
): Promise<Result> {
  signal?.throwIfAborted();
  const worker = new Worker(workerFile(), { workerData: { root, call } });
  const abort = (): void => worker.postMessage("abort");
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await new Promise<Result>((resolve, reject) => {
      worker.on("message", (message: FromWorker) => {
        if (message.say === "progress") onProgress?.(message.progress);
        else if (message.say === "done") resolve(message.result as Result);
        else reject(signal?.aborted ? signal.reason : codedError(message.error));
      });
      worker.on("error", reject);
      worker.on("exit", (code) =>
        reject(
          new CodedError("internal", "worker-ended", `${call.name} image: its thread ended with ${code}`),
        ),
      );
    });
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

function codedError({ kind, code, message, hint, exitCode }: CopiedError): CodedError {
  return new CodedError(kind, code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(exitCode === undefined ? {} : { exitCode }),
  });
}

/** Beside this module: in its source folder, or as a bundle of its own in dist/. */
function workerFile(): string {
  const fromSource = join(import.meta.dirname, "apart-worker.ts");
  return existsSync(fromSource) ? fromSource : join(import.meta.dirname, "apart-worker.mjs");
}
