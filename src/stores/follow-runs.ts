import type { ContainerSummary } from "../engine/containers/containers.ts";
import type { Session } from "./sessions-store.ts";
import type { Stores } from "./stores.ts";

/**
 * Keeps panes on what their containers run: one whose main process has ended is put on the next run, whoever started
 * it. Gives how to stop.
 */
export function followRuns({ containers, sessions }: Pick<Stores, "containers" | "sessions">): () => void {
  const look = (): void => {
    const { passed, again } = outlived(sessions.store.getState().sessions, containers.store.getState().items);
    for (const { key } of passed) sessions.close(key);
    // A run that is over before anybody is there shows as such in the list.
    for (const session of again) void sessions.followRun(session).catch(() => {});
  };
  const stops = [containers.store.subscribe(look), sessions.store.subscribe(look)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Of the sessions on a main process that has ended: those whose container runs anew, and those that another run has
 * come and gone since, whose output would pass for its.
 */
export function outlived(
  sessions: readonly Session[],
  containers: readonly ContainerSummary[],
): { readonly again: readonly Session[]; readonly passed: readonly Session[] } {
  const ended = sessions.filter(({ kind, state }) => kind === "main" && state.status === "ended");
  const newer = (status: string) =>
    ended.filter(({ containerId, openedAtMs }) => {
      const state = containers.find(({ id }) => id === containerId)?.state;
      return state?.status === status && "startedAtMs" in state && state.startedAtMs > openedAtMs;
    });
  return { again: newer("running"), passed: newer("exited") };
}
