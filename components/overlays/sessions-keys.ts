import { sessionsInOrder } from "../../src/stores/sessions-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import type { OverlayStore } from "./overlay.ts";

interface SessionsDesk {
  readonly overlays: OverlayStore;
  readonly stores: Stores;
  readonly goToSession: (key: string) => void;
}

/** Keys of the list of sessions. */
export function handleSessions(desk: SessionsDesk, selected: number, key: string): void {
  const { sessions, containers } = desk.stores;
  const all = sessionsInOrder(sessions.store.getState(), containers.store.getState().items);
  const last = Math.max(0, all.length - 1);
  const at = Math.min(selected, last);
  const session = all[at];
  const by = MOVES[key];
  if (by !== undefined) {
    const next = Math.min(last, Math.max(0, at + by));
    desk.overlays.setState({ overlay: { kind: "sessions", selected: next } });
  } else if (key === "x" && session !== undefined) {
    sessions.close(session.key);
  } else if (key === "enter" && session !== undefined) {
    desk.overlays.setState({ overlay: undefined });
    desk.goToSession(session.key);
  } else if (["esc", "q", "t", "T", "ctrl-c", "enter"].includes(key)) {
    desk.overlays.setState({ overlay: undefined });
  }
}

const MOVES: Readonly<Record<string, number>> = { j: 1, down: 1, k: -1, up: -1, g: -1e9, G: 1e9 };
