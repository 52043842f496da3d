import type { Progress } from "../base/progress.ts";

/** What is known of a job's way: its newest report, the steps it took, how fast it goes and how long it will take. */
export interface JobProgress extends Progress {
  /** In the order in which they began. */
  readonly steps: readonly Step[];
  /** Of the report's unit; undefined until there is enough to tell. */
  readonly perSecond: number | undefined;
  readonly leftMs: number | undefined;
  /** Of this phase, oldest first: what the speed is taken from. */
  readonly samples: readonly Sample[];
}

/** A part of the work: a layer that is unpacked, an archive that is read. */
export interface Step {
  readonly phase: string;
  readonly item: string | undefined;
  /** What was done of the whole before it began, and when it was last heard of. */
  readonly from: number;
  readonly to: number;
}

interface Sample {
  readonly atMs: number;
  readonly done: number;
}

const SAMPLE_EVERY_MS = 250;
const SPEED_WINDOW_MS = 4000;
const LEAST_SPAN_MS = 500;

/** Takes one more report in. */
export function advance(before: JobProgress | undefined, report: Progress, nowMs: number): JobProgress {
  const samePhase = before?.phase === report.phase && report.done >= (before?.done ?? 0);
  const samples = sampled(samePhase ? before.samples : [], { atMs: nowMs, done: report.done });
  const perSecond = speedOf(samples, { atMs: nowMs, done: report.done });
  const rest = report.total === undefined ? undefined : Math.max(0, report.total - report.done);
  return {
    ...report,
    steps: stepped(before, samePhase, report),
    samples,
    perSecond,
    leftMs: rest === undefined || !perSecond ? undefined : (rest / perSecond) * 1000,
  };
}

function sampled(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && sample.atMs - last.atMs < SAMPLE_EVERY_MS) return samples;
  const young = samples.filter(({ atMs }) => sample.atMs - atMs <= SPEED_WINDOW_MS);
  return [...young, sample];
}

function speedOf([oldest]: readonly Sample[], now: Sample): number | undefined {
  if (oldest === undefined) return undefined;
  const spanMs = now.atMs - oldest.atMs;
  return spanMs < LEAST_SPAN_MS ? undefined : ((now.done - oldest.done) / spanMs) * 1000;
}

function stepped(
  before: JobProgress | undefined,
  samePhase: boolean,
  { phase, item, done }: Progress,
): readonly Step[] {
  const steps = before?.steps ?? [];
  const last = steps.at(-1);
  if (last?.phase === phase && last.item === item) return [...steps.slice(0, -1), { ...last, to: done }];
  // The first report of a step may come when a part of it is done already.
  const from = samePhase ? (last?.to ?? 0) : 0;
  return [...steps, { phase, item, from, to: done }];
}
