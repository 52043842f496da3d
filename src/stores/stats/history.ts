import type { ContainerSample } from "../../engine/containers/stats.ts";

/** What a container used at one moment; rates are by the second since the moment before. */
export interface StatsPoint {
  readonly timeMs: number;
  /** Of one processor: 2 is two of them. */
  readonly cpuShare: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly readRate: number | undefined;
  readonly writeRate: number | undefined;
  readonly receiveRate: number | undefined;
  readonly sendRate: number | undefined;
}

/** The points of one container, oldest first, and the sample that the next one is compared with. */
export interface StatsHistory {
  readonly points: readonly StatsPoint[];
  readonly last: ContainerSample | undefined;
  /** The newest one that counted everything. */
  readonly full: ContainerSample | undefined;
}

export const NO_HISTORY: StatsHistory = { points: [], last: undefined, full: undefined };

/** A quarter of an hour at a point each second; what is older is kept more and more thinly. */
const MOST_POINTS = 900;
const RECENT_POINTS = 450;

export function addSample(
  history: StatsHistory,
  sample: ContainerSample,
  cpuShare: number | undefined,
): StatsHistory {
  const brief = sample.network === undefined && sample.pids === undefined;
  const rate = (count: (of: ContainerSample) => number | undefined): number | undefined =>
    brief || history.full === undefined ? undefined : rateOf(history.full, sample, count);
  const point: StatsPoint = {
    timeMs: sample.timeMs,
    cpuShare,
    memoryBytes: sample.memoryBytes,
    readRate: rate(({ readBytes }) => readBytes),
    writeRate: rate(({ writtenBytes }) => writtenBytes),
    receiveRate: rate(({ network }) => network?.receivedBytes),
    sendRate: rate(({ network }) => network?.sentBytes),
  };
  return {
    points: thinned([...history.points, point]),
    last: sample,
    full: brief ? history.full : sample,
  };
}

function rateOf(
  before: ContainerSample,
  now: ContainerSample,
  count: (of: ContainerSample) => number | undefined,
): number | undefined {
  const [from, to] = [count(before), count(now)];
  const seconds = (now.timeMs - before.timeMs) / 1000;
  if (from === undefined || to === undefined || seconds <= 0 || before.startedAtMs !== now.startedAtMs) {
    return undefined;
  }
  return Math.max(0, to - from) / seconds;
}

function thinned(points: readonly StatsPoint[]): readonly StatsPoint[] {
  if (points.length <= MOST_POINTS) return points;
  const old = points.length - RECENT_POINTS;
  return points.filter((_, index) => index >= old || index % 2 === 0);
}
