import type { RestingState } from "./containers.ts";
import type { Tables } from "./database.ts";

/** A removed container that can still be had back. */
export interface TrashRow {
  readonly id: string;
  readonly removedAtMs: number;
  /** From then on it may go at any moment. */
  readonly purgeAtMs: number;
  readonly state: RestingState;
  /** As the bundle's own record has it. */
  readonly definition: string;
}

export function insertTrash(tables: Tables, row: TrashRow): void {
  tables
    .prepare(
      "INSERT INTO trash (container_id, removed_at_ms, purge_at_ms, state, definition) VALUES (?, ?, ?, ?, ?)",
    )
    .run(row.id, row.removedAtMs, row.purgeAtMs, JSON.stringify(row.state), row.definition);
}

/** What was removed last stands first. */
export function listTrash(tables: Tables): TrashRow[] {
  return tables
    .rows(
      `SELECT container_id, removed_at_ms, purge_at_ms, state, definition FROM trash
       ORDER BY removed_at_ms DESC, rowid DESC`,
    )
    .map((row) => ({
      id: String(row[0]),
      removedAtMs: Number(row[1]),
      purgeAtMs: Number(row[2]),
      state: JSON.parse(String(row[3])),
      definition: String(row[4]),
    }));
}

/** Ids of what must stay until then. */
export function keptInTrash(tables: Tables, nowMs: number): Set<string> {
  const rows = tables.rows("SELECT container_id FROM trash WHERE purge_at_ms > ?", nowMs);
  return new Set(rows.map(([id]) => String(id)));
}

/** Takes the row away; false when somebody else was first. */
export function deleteTrash(tables: Tables, id: string): boolean {
  return Number(tables.prepare("DELETE FROM trash WHERE container_id = ?").run(id).changes) === 1;
}
