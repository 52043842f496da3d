import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../../base/errors.ts";
import { formatBytes } from "../../base/units.ts";
import { cpuShare } from "../../engine/containers/cpu-share.ts";
import type { ContainerSample } from "../../engine/containers/stats.ts";
import type { EngineDoor } from "../engine-door.ts";
import { addSample, NO_HISTORY, type StatsHistory } from "./history.ts";

export interface StatsState {
  /** Who is measured every second, and with what; the others' histories are kept out of sight. */
  readonly shown: { readonly id: string; readonly history: StatsHistory } | undefined;
  readonly error: CodedError | undefined;
  /** By container id, as lists show it: in steps so coarse that what rests does not change. */
  readonly figures: ReadonlyMap<string, StatsFigures>;
}

export interface StatsFigures {
  /** "3%" of one processor. */
  readonly cpu: string;
  /** "12MB" */
  readonly memory: string;
}

export interface StatsStore {
  readonly store: StoreApi<StatsState>;
  /** Measures this one every second from now on, and no other so often; undefined measures none. */
  show(id: string | undefined): void;
  /** Measures all of these once, briefly; the figures of all others go. */
  survey(ids: readonly string[]): Promise<void>;
}

const INTERVAL_MS = 1000;
/** Histories kept; those that were measured longest ago go first. */
const REMEMBERED = 200;

export function createStatsStore(door: EngineDoor): StatsStore {
  const store = createStore<StatsState>()(() => ({
    shown: undefined,
    error: undefined,
    figures: new Map(),
  }));
  const histories = new Map<string, StatsHistory>();
  let controller = new AbortController();
  let wanted: string | undefined;

  const add = (sample: ContainerSample): StatsHistory => {
    const before = histories.get(sample.id) ?? NO_HISTORY;
    const history = addSample(before, sample, cpuShare(before.last, sample));
    histories.delete(sample.id);
    histories.set(sample.id, history);
    for (const oldest of histories.keys()) {
      if (histories.size <= REMEMBERED) break;
      histories.delete(oldest);
    }
    return history;
  };

  const measure = async (id: string, signal: AbortSignal): Promise<void> => {
    const { containers } = await door.engine();
    for await (const sample of containers.stats(id, { intervalMs: INTERVAL_MS, signal })) {
      if (signal.aborted) return;
      store.setState({ shown: { id, history: add(sample) }, error: undefined });
    }
    // It ended: when it runs again it is asked for anew.
    if (!signal.aborted) wanted = undefined;
  };

  return {
    store,
    show(id) {
      if (id === wanted) return;
      wanted = id;
      controller.abort();
      controller = new AbortController();
      const { signal } = controller;
      const shown = id === undefined ? undefined : { id, history: histories.get(id) ?? NO_HISTORY };
      if (shown !== undefined || store.getState().shown !== undefined)
        store.setState({ shown, error: undefined });
      if (id === undefined) return;
      measure(id, signal).catch((thrown) => {
        if (signal.aborted) return;
        wanted = undefined;
        store.setState({ error: asCodedError(thrown, "measure a container") });
      });
    },
    async survey(ids) {
      const { containers } = await door.engine();
      const samples = await containers.sample(ids, { brief: true });
      const before = store.getState().figures;
      const figures = new Map<string, StatsFigures>();
      for (const sample of samples) {
        // Who is measured every second has its points already.
        const history = sample.id === wanted ? histories.get(sample.id) : add(sample);
        const said = figuresOf(history, sample);
        if (said !== undefined) figures.set(sample.id, said);
      }
      if (!sameFigures(before, figures)) store.setState({ figures });
    },
  };
}

function figuresOf(
  history: StatsHistory | undefined,
  { memoryBytes }: ContainerSample,
): StatsFigures | undefined {
  if (memoryBytes === undefined) return undefined;
  const share = history?.points.at(-1)?.cpuShare;
  return {
    cpu: share === undefined ? "" : `${Math.round(share * 100)}%`,
    memory: formatBytes(Number(memoryBytes.toPrecision(2))),
  };
}

function sameFigures(a: ReadonlyMap<string, StatsFigures>, b: ReadonlyMap<string, StatsFigures>): boolean {
  if (a.size !== b.size) return false;
  for (const [id, { cpu, memory }] of a) {
    const other = b.get(id);
    if (other?.cpu !== cpu || other.memory !== memory) return false;
  }
  return true;
}
