/**
 * Gives a function that may be called any number of times: the work runs once after `delayMs`, never twice at the same
 * time, and once more when it was asked for while it ran. The promise resolves when a run that began after the call
 * has ended.
 */
export function coalesce(work: () => Promise<void>, delayMs: number): () => Promise<void> {
  let waiting: Promise<void> | undefined;
  let running: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await running;
    waiting = undefined;
    running = work();
    await running;
  };

  return () => {
    waiting ??= run();
    return waiting;
  };
}
