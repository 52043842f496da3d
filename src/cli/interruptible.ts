import { constants } from "node:os";
import { CodedError } from "../base/errors.ts";

/** Runs long work that ctrl-c or a SIGTERM cancels: it cleans up after itself, then the exit code is 128+n. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let caught: "SIGINT" | "SIGTERM" | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    caught = signal === "SIGINT" ? "SIGINT" : "SIGTERM";
    controller.abort();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    return await work(controller.signal);
  } catch (thrown) {
    if (caught === undefined) throw thrown;
    throw new CodedError(
      "unavailable",
      "interrupted",
      "stop the work: it was interrupted, nothing of it was kept",
      {
        exitCode: 128 + constants.signals[caught],
        cause: thrown,
      },
    );
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}
