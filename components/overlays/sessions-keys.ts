import type { StoreApi } from "zustand/vanilla";
import { sessionsInOrder } from "../../src/stores/sessions-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import type { HeldKeys } from "../keymap/held-keys.ts";
import { moveList } from "../widgets/list.ts";
import { mostRows } from "./dialog.ts";
import { moveOf } from "./moves.ts";
import type { OverlayStore } from "./overlay.ts";

interface SessionsDesk {
  readonly overlays: OverlayStore;
  readonly stores: Stores;
  readonly size: StoreApi<{ readonly columns: number; readonly rows: number }>;
  readonly held: HeldKeys;
  readonly goToSession: (key: string) => void;
}

/** Keys of the list of sessions. */
export function handleSessions(desk: SessionsDesk, selected: number, key: string): void {
  const { held } = desk;
  const { sessions, containers } = desk.stores;
  const all = sessionsInOrder(sessions.store.getState(), containers.store.getState().items);
  const last = Math.max(0, all.length - 1);
  const at = Math.min(selected, last);
  const session = all[at];
  const command = held.of("sessions", key);
  const move = moveOf(held, key);
  if (command === "close" && session !== undefined) {
    sessions.close(session.key);
  } else if (command === "go" && session !== undefined) {
    desk.overlays.setState({ overlay: undefined });
    desk.goToSession(session.key);
  } else if (held.of("dialogs", key) === "close" || held.has("everywhere.sessions", key)) {
    desk.overlays.setState({ overlay: undefined });
  } else if (move !== undefined) {
    const extent = { count: all.length, height: mostRows(desk.size.getState()) };
    const next = moveList({ selected: at, top: 0 }, move, extent);
    desk.overlays.setState({ overlay: { kind: "sessions", selected: next.selected } });
  }
}
