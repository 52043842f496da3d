import type { Tables } from "./database.ts";

/** What was done to a container; outlives the container. */
export interface Action {
  readonly timeMs: number;
  readonly containerId: string;
  readonly name: string;
  readonly action: "create" | "start" | "exit" | "rename" | "remove" | "undo";
  /** Of an `exit`. */
  readonly exitCode?: number;
}

/** Old actions go when there are more. */
const KEPT_ACTIONS = 10_000;

/** Writes one line of the action log, in the transaction of the action itself. */
export function logAction(tables: Tables, action: Action): void {
  const { lastInsertRowid } = tables
    .prepare("INSERT INTO actions (time_ms, container_id, name, action, exit_code) VALUES (?, ?, ?, ?, ?)")
    .run(action.timeMs, action.containerId, action.name, action.action, action.exitCode ?? null);
  tables.prepare("DELETE FROM actions WHERE id <= ?").run(Number(lastInsertRowid) - KEPT_ACTIONS);
}

/** The code of a container's newest exit, also when the container is gone by now. */
export function lastExitCode(tables: Tables, containerId: string): number | undefined {
  const found = tables
    .prepare(
      "SELECT exit_code FROM actions WHERE container_id = ? AND action = 'exit' ORDER BY id DESC LIMIT 1",
    )
    .get(containerId);
  return found === undefined ? undefined : Number(found.exit_code);
}
