import type { LogWindow } from "../../src/stores/logs/log-place.ts";
import type { Stores } from "../../src/stores/stores.ts";
import type { Rectangle } from "../layout.ts";
import { logRowCount } from "./log-rows.ts";

/** What the containers are called whose logs are shown. */
export function logNames({ logs, containers }: Stores): string[] {
  return logs.store.getState().ids.map((id) => containers.find(id)?.name ?? id.slice(0, 12));
}

/** The window on the log: how high it is, and how many rows each line takes in it. */
export function logWindow(stores: Stores, { rows, columns }: Rectangle): LogWindow {
  const { look } = stores.logs.store.getState();
  const names = logNames(stores);
  return { height: Math.max(1, rows), rowsOf: (line) => logRowCount(line, { columns, look, names }) };
}
