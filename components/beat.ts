import { createStore, type StoreApi } from "zustand/vanilla";
import type { Stores } from "../src/stores/stores.ts";
import type { OverlayStore } from "./overlays/overlay.ts";

/** The time in ms, in small steps while something is under way; it stands still, and draws nothing, while nothing is. */
export interface Beat extends Disposable {
  readonly store: StoreApi<number>;
}

interface Watched {
  readonly stores: Pick<Stores, "jobs" | "containers">;
  readonly overlays: OverlayStore;
}

const BEAT_MS = 125;

export function createBeat({ stores, overlays }: Watched): Beat {
  const store = createStore(() => Date.now());
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const wanted = isUnderWay({ stores, overlays });
    if (wanted === (timer !== undefined)) return;
    clearInterval(timer);
    timer = undefined;
    store.setState(Date.now(), true);
    if (!wanted) return;
    timer = setInterval(() => store.setState(Date.now(), true), BEAT_MS);
    timer.unref();
  };
  const stops = [
    stores.jobs.store.subscribe(look),
    stores.containers.store.subscribe(look),
    overlays.subscribe(look),
  ];
  return {
    store,
    [Symbol.dispose]() {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}

/** The picture of a turning wheel that belongs to a time. */
export function spinnerAt(frames: readonly string[], timeMs: number): string {
  return frames[Math.floor(timeMs / BEAT_MS) % frames.length] ?? "";
}

function isUnderWay({ stores, overlays }: Watched): boolean {
  const { overlay } = overlays.getState();
  return (
    stores.containers.store.getState().busy.size > 0 ||
    stores.jobs.store.getState().jobs.some(({ state }) => state.status === "running") ||
    (overlay?.kind === "form" && overlay.form.busy)
  );
}
