import { performance } from "node:perf_hooks";

/** One contestant: `act` is what is timed, `before` and `after` are not. */
export interface Subject {
  readonly name: string;
  readonly before?: () => Promise<void>;
  readonly act: () => Promise<void>;
  readonly after?: () => Promise<void>;
}

export interface Times {
  readonly name: string;
  readonly medianMs: number;
  readonly fastestMs: number;
  readonly rounds: number;
}

/** Times the subjects in turn, A B C A B C, so that what else the machine does falls on all of them alike. */
export async function timeInTurn(subjects: readonly Subject[], rounds: number): Promise<Times[]> {
  const times = subjects.map((): number[] => []);
  // The first round warms caches and counts for nothing.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, subject] of subjects.entries()) {
      await subject.before?.();
      const beganMs = performance.now();
      await subject.act();
      const tookMs = performance.now() - beganMs;
      await subject.after?.();
      if (round > 0) times[index]?.push(tookMs);
    }
  }
  return subjects.map(({ name }, index) => {
    const sorted = times[index]!.toSorted((a, b) => a - b);
    return { name, medianMs: median(sorted), fastestMs: sorted[0] ?? Number.NaN, rounds };
  });
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return (sorted[middle - 1]! + sorted[middle]!) / 2;
}
