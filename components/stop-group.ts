/**
 * Stops this process and whoever it shares its job with, as ctrl-z does with programs that do not take all keys.
 * Resolves once somebody has continued it; at once where no shell could (the system refuses to stop an orphan).
 */
export async function stopGroup(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, STOPPED_BY_NOW_MS);
  process.once("SIGCONT", resolve);
  process.kill(0, "SIGTSTP");
  await promise;
  clearTimeout(timer);
  process.off("SIGCONT", resolve);
}

/** Time does not pass for who is stopped; so it is over at once after, and soon where nothing stopped. */
const STOPPED_BY_NOW_MS = 100;
