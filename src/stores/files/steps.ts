import { setImmediate as nextTurn } from "node:timers/promises";

/** Work that stops wherever others may have their turn. */
export type Steps<T> = Generator<void, T>;

/** Does it without a stop. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Does it in turns that are too short to be noticed. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < TURN_MS) continue;
    await nextTurn();
    since = performance.now();
  }
}

const TURN_MS = 10;
