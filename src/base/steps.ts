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

/** The items in order: `sort()` would hold up everybody else when there are very many. */
export function* sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(at + 1 < runs.length ? yield* mergedRuns(runs[at]!, runs[at + 1]!, compare) : runs[at]!);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

const RUN = 2000;

function* mergedRuns<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Steps<readonly T[]> {
  const both: T[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const isLeft = j >= right.length || (i < left.length && compare(left[i]!, right[j]!) <= 0);
    both.push(isLeft ? left[i++]! : right[j++]!);
    if (both.length % RUN === 0) yield;
  }
  return both;
}
