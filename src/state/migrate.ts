import type { DatabaseSync } from "node:sqlite";
import { CodedError } from "../base/errors.ts";

/** One step of the schema; its number is its place in the list, from 1, and never changes once released. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings a database to the newest schema, each step in a transaction of its own. `onNew` runs inside the
 * transaction of the first one. Throws `unavailable` on a schema that only a newer Wherry knows.
 */
export function migrate(
  connection: DatabaseSync,
  migrations: readonly Migration[],
  file: string,
  onNew: () => void,
): void {
  const found = versionOf(connection);
  if (found === migrations.length) return;
  refuseNewer(found, migrations.length, file);
  for (let version = found; version < migrations.length; ) {
    connection.exec("BEGIN IMMEDIATE");
    try {
      // Another process may have gone ahead while this one waited for the lock.
      version = versionOf(connection);
      refuseNewer(version, migrations.length, file);
      const next = migrations[version];
      if (next !== undefined) {
        connection.exec(next.sql);
        if (version === 0) onNew();
        version += 1;
        connection.exec(`PRAGMA user_version = ${version}`);
      }
      connection.exec("COMMIT");
    } catch (error) {
      if (connection.isTransaction) connection.exec("ROLLBACK");
      throw error;
    }
  }
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare("PRAGMA user_version").get()?.user_version);
}

function refuseNewer(found: number, known: number, file: string): void {
  if (found <= known) return;
  throw new CodedError(
    "unavailable",
    "state-newer",
    `open ${file}: a newer wherry made it (schema ${found}, this one knows ${known})`,
    { hint: "use that newer wherry, or another folder with --root DIR" },
  );
}
