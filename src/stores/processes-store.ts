import { createStore, type StoreApi } from "zustand/vanilla";
import { asCodedError, type CodedError } from "../base/errors.ts";
import type { ContainerProcess } from "../engine/containers/top.ts";
import type { EngineDoor } from "./engine-door.ts";
import type { Messages } from "./messages-store.ts";

export type ProcessSort = "tree" | "cpu" | "memory";

export interface ShownProcess extends ContainerProcess {
  /** Of one processor, since the look before; undefined in the first. */
  readonly cpuShare: number | undefined;
}

export interface ProcessesState {
  readonly containerId: string | undefined;
  /** Undefined until the first look. */
  readonly processes: readonly ShownProcess[] | undefined;
  readonly error: CodedError | undefined;
  readonly sort: ProcessSort;
  /** The pid on the host of the chosen one. */
  readonly chosen: number | undefined;
}

export interface ProcessesStore {
  readonly store: StoreApi<ProcessesState>;
  /** Looks at this container's processes every two seconds from now on; undefined at none. */
  show(containerId: string | undefined): void;
  choose(pid: number): void;
  setSort(sort: ProcessSort): void;
  signal(pid: number, signal: string): Promise<void>;
}

const INTERVAL_MS = 2000;

export function createProcessesStore(door: EngineDoor, messages: Messages): ProcessesStore {
  const store = createStore<ProcessesState>()(() => ({
    containerId: undefined,
    processes: undefined,
    error: undefined,
    sort: "tree",
    chosen: undefined,
  }));
  let timer: NodeJS.Timeout | undefined;
  let before = new Map<number, { cpuMs: number; startedAtMs: number }>();
  let beforeMs = 0;

  const look = async (containerId: string): Promise<void> => {
    try {
      const listed = await (await door.engine()).containers.top(containerId);
      if (store.getState().containerId !== containerId) return;
      const nowMs = performance.now();
      const processes = listed.map((process): ShownProcess => {
        const known = before.get(process.pid);
        const same = known?.startedAtMs === process.startedAtMs ? known : undefined;
        return {
          ...process,
          cpuShare: same === undefined ? undefined : (process.cpuMs - same.cpuMs) / (nowMs - beforeMs),
        };
      });
      before = new Map(listed.map((process) => [process.pid, process]));
      beforeMs = nowMs;
      store.setState((state) => ({ processes: sorted(processes, state.sort), error: undefined }));
    } catch (thrown) {
      if (store.getState().containerId !== containerId) return;
      store.setState({ processes: undefined, error: asCodedError(thrown, "list processes") });
    }
  };

  return {
    store,
    show(containerId) {
      if (store.getState().containerId === containerId) return;
      clearInterval(timer);
      before = new Map();
      store.setState({ containerId, processes: undefined, error: undefined, chosen: undefined });
      if (containerId === undefined) return;
      void look(containerId);
      timer = setInterval(() => void look(containerId), INTERVAL_MS);
      timer.unref();
    },
    choose: (pid) => store.setState({ chosen: pid }),
    setSort: (sort) =>
      store.setState(({ processes }) => ({ sort, processes: processes && sorted(processes, sort) })),
    async signal(pid, signal) {
      const { containerId } = store.getState();
      if (containerId === undefined) return;
      await messages.attempt(`send ${signal} to process ${pid}`, async () => {
        await (await door.engine()).containers.signalProcess(containerId, pid, signal);
      });
      await look(containerId);
    },
  };
}

/** A tree comes as it is: each process right behind its parent. */
function sorted(processes: readonly ShownProcess[], sort: ProcessSort): readonly ShownProcess[] {
  if (sort === "tree") {
    const children = Map.groupBy(processes, ({ parent }) => parent);
    const listed = new Set(processes.map(({ pid }) => pid));
    const below = (one: ShownProcess): ShownProcess[] => [
      one,
      ...(children.get(one.pid) ?? []).flatMap(below),
    ];
    return processes.filter(({ parent }) => !listed.has(parent)).flatMap(below);
  }
  const value = ({ cpuShare = 0, memoryBytes }: ShownProcess): number =>
    sort === "cpu" ? cpuShare : memoryBytes;
  return processes.toSorted((a, b) => value(b) - value(a) || a.pid - b.pid);
}
