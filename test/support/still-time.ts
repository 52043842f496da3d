import type { TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Time that goes on only when a test says so: timers and the clock. What waits for no time goes on as ever. */
export interface StillTime extends Disposable {
  /** Lets so much of it pass, with turns in between for whoever was woken. */
  pass(ms: number): Promise<void>;
  /** Lets it pass until the condition holds, and tells what it waited for when it never does. */
  until(condition: () => boolean, what: string): Promise<void>;
}

const STEP_MS = 50;
/** Turns of the loop in which whatever was woken comes to rest. */
const TURNS = 5;
/** Real work may be slow on a busy machine; this much later something is wrong. */
const PATIENCE_MS = 30_000;

export function stopTime(t: Pick<TestContext, "mock">, nowMs: number): StillTime {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: nowMs });
  const { setTimeout: still } = globalThis;
  // Node's own still timers never fire without a delay, which may be left out.
  const withDelay = (callback: () => void, delayMs = 0, ...rest: []) => still(callback, delayMs, ...rest);
  globalThis.setTimeout = Object.assign(withDelay, still);
  const step = async (): Promise<void> => {
    t.mock.timers.tick(STEP_MS);
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
  };
  return {
    async pass(ms) {
      for (let left = ms; left > 0; left -= STEP_MS) await step();
    },
    async until(condition, what) {
      const endMs = performance.now() + PATIENCE_MS;
      while (!condition()) {
        if (performance.now() > endMs) throw new Error(`waiting until ${what}: gave up`);
        await step();
      }
    },
    [Symbol.dispose]: () => t.mock.timers.reset(),
  };
}
