import type { StoreApi } from "zustand/vanilla";
import { sessionsInOrder } from "../../src/stores/sessions-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { moveList } from "../widgets/list.ts";
import { mostRows } from "./dialog.ts";
import { MOVES } from "./moves.ts";
import type { OverlayStore } from "./overlay.ts";

interface SessionsDesk {
  readonly overlays: OverlayStore;
  readonly stores: Stores;
  readonly size: StoreApi<{ readonly columns: number; readonly rows: number }>;
  readonly goToSession: (key: string) => void;
}

/** Keys of the list of sessions. */
export function handleSessions(desk: SessionsDesk, selected: number, key: string): void {
  const { sessions, containers } = desk.stores;
  const all = sessionsInOrder(sessions.store.getState(), containers.store.getState().items);
  const last = Math.max(0, all.length - 1);
  const at = Math.min(selected, last);
  const session = all[at];
  const move = MOVES[key];
  if (move !== undefined) {
    const extent = { count: all.length, height: mostRows(desk.size.getState()) };
    const next = moveList({ selected: at, top: 0 }, move, extent);
    desk.overlays.setState({ overlay: { kind: "sessions", selected: next.selected } });
  } else if (key === "x" && session !== undefined) {
    sessions.close(session.key);
  } else if (key === "enter" && session !== undefined) {
    desk.overlays.setState({ overlay: undefined });
    desk.goToSession(session.key);
  } else if (["esc", "q", "t", "T", "ctrl-c", "enter"].includes(key)) {
    desk.overlays.setState({ overlay: undefined });
  }
}
