import { performance } from "node:perf_hooks";
import { median } from "./percentile.ts";

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
    const own = times[index]!;
    return { name, medianMs: median(own), fastestMs: Math.min(...own), rounds };
  });
}
