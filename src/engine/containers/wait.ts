import { CodedError } from "../../base/errors.ts";
import { lastExitCode } from "../../state/actions.ts";
import type { ContainerRow, RunningState, StoredState } from "../../state/containers.ts";
import type { ContainersContext } from "./context.ts";
import { reread } from "./move.ts";
import { settle } from "./settle.ts";

export interface Patience {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** Waits until a container does not run; its exit code (0 when it never ran), also when it is removed meanwhile. */
export async function waitForExit(
  context: ContainersContext,
  id: string,
  patience: Patience = {},
): Promise<number> {
  const first = reread(context, id)?.state;
  const row = await waitUntil(context, id, ({ state }) => isOver(state, first), patience);
  if (row?.state.status === "exited") return row.state.code;
  return context.state.read((tables) => lastExitCode(tables, id)) ?? 0;
}

/** A restart can follow a run so closely that nobody sees the container rest. */
function isOver(state: StoredState, first: StoredState | undefined): boolean {
  if (state.status === "created" || state.status === "exited") return true;
  if (first?.status !== "running") return false;
  return state.status !== "running" || !isSameRun(state, first);
}

export function isSameRun(one: RunningState, other: RunningState): boolean {
  return one.pid === other.pid && one.startTicks === other.startTicks;
}

/** A monitor that is killed tells nobody, so now and then the container is looked at unasked. */
const UNASKED_LOOK_MS = 1000;

/**
 * Resolves with the row as soon as it is as wanted, undefined when it is gone. Woken by changes of any container,
 * not by a clock. Throws the signal's reason, or `unavailable` (code `timeout`).
 */
export async function waitUntil(
  context: ContainersContext,
  id: string,
  isWanted: (row: ContainerRow) => boolean,
  { signal, timeoutMs }: Patience = {},
): Promise<ContainerRow | undefined> {
  const deadlineMs = timeoutMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + timeoutMs;
  let wake = (): void => {};
  let news = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const unsubscribe = context.changes.subscribe(() => wake());
  const onAbort = (): void => wake();
  signal?.addEventListener("abort", onAbort);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const row = reread(context, id);
      const settled = row && (await settle(context, row));
      if (settled === undefined || isWanted(settled)) return settled;
      const leftMs = deadlineMs - performance.now();
      if (leftMs <= 0) {
        throw new CodedError(
          "unavailable",
          "timeout",
          `wait for container ${settled.name}: it takes too long`,
        );
      }
      const timer = setTimeout(() => wake(), Math.min(leftMs, UNASKED_LOOK_MS));
      await news;
      clearTimeout(timer);
      news = new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    unsubscribe();
  }
}
