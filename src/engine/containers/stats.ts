import { availableParallelism, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type ContainerUsage, isAlive } from "../../../runtime/index.ts";
import { type ContainerRow, findContainers } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import type { StatsOptions } from "./containers.ts";
import type { ContainersContext } from "./context.ts";
import { cpuShare } from "./cpu-share.ts";
import { reread } from "./move.ts";
import { notRunning } from "./resolve.ts";

/** What one container used until one moment. */
export interface ContainerSample extends ContainerUsage {
  readonly id: string;
  readonly name: string;
  readonly timeMs: number;
  /** Tells a run from the next one of the same container, whose counts begin anew. */
  readonly startedAtMs: number;
  /** Processors of this machine, and its memory. */
  readonly processors: number;
  readonly machineMemoryBytes: number;
  /** Share of one processor since the sample before: 2 is two of them. Undefined in the first. */
  readonly cpuShare: number | undefined;
}

/** A sample at once, then one each interval, until the container does not run any more. */
export async function* watchStats(
  context: ContainersContext,
  row: ContainerRow,
  { intervalMs = 1000, signal }: StatsOptions,
): AsyncGenerator<ContainerSample> {
  if (row.state.status !== "running") throw notRunning(row.name, "measure");
  let before: ContainerSample | undefined;
  for (let now: ContainerRow | undefined = row; now !== undefined; now = reread(context, row.id)) {
    const sample = await sampleRow(context, now, {});
    if (sample === undefined) return;
    yield { ...sample, cpuShare: cpuShare(before, sample) };
    before = sample;
    try {
      await sleep(intervalMs, undefined, { signal });
    } catch {
      return;
    }
  }
}

/** So many are read before the loop gets its turn: a few milliseconds. */
const BATCH = 40;

export async function sampleContainers(
  context: ContainersContext,
  ids: readonly string[],
  options: { readonly brief?: boolean },
): Promise<readonly ContainerSample[]> {
  const samples: ContainerSample[] = [];
  for (const [index, id] of ids.entries()) {
    const row = context.state.read((tables) => findContainers(tables, id))[0];
    const sample = row && (await sampleRow(context, row, options));
    if (sample !== undefined) samples.push(sample);
    if (index % BATCH === BATCH - 1) await sleep(0);
  }
  return samples;
}

const machine = { processors: availableParallelism(), machineMemoryBytes: totalmem() };

async function sampleRow(
  context: ContainersContext,
  { id, name, state }: ContainerRow,
  options: { readonly brief?: boolean },
): Promise<ContainerSample | undefined> {
  if (state.status !== "running" || !isAlive(state)) return undefined;
  const driver = await context.driver();
  // The counts and the time they were taken at belong together.
  const timeMs = performance.timeOrigin + performance.now();
  const usage = driver.usage({ ...bundleOf(context.root, id), ...state }, options);
  return { ...usage, ...machine, id, name, timeMs, startedAtMs: state.startedAtMs, cpuShare: undefined };
}
