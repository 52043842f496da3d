import type { DatabaseSync } from "node:sqlite";
import { CodedError } from "../base/errors.ts";

/** One step of the schema; its number is its place in the list, from 1, and never changes once released. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings a database to the newest schema, each step in a transaction of its own. A new one is made in a single
 * transaction, with `onNew` at its end. Throws `unavailable` on a schema that only a newer Wherry knows.
 */
export function migrate(
  connection: DatabaseSync,
  migrations: readonly Migration[],
  file: string,
  onNew: () => void,
): void {
  let version = knownVersionOf(connection, migrations, file);
  while (version < migrations.length) {
    connection.exec("BEGIN IMMEDIATE");
    try {
      // Another process may have gone ahead while this one waited for the lock.
      version = knownVersionOf(connection, migrations, file);
      const isNew = version === 0;
      for (const { sql } of isNew ? migrations : migrations.slice(version, version + 1)) {
        connection.exec(sql);
        version += 1;
      }
      if (isNew) onNew();
      connection.exec(`PRAGMA user_version = ${version}`);
      connection.exec("COMMIT");
    } catch (error) {
      if (connection.isTransaction) connection.exec("ROLLBACK");
      throw error;
    }
  }
}

/** Throws `unavailable` on a schema that only a newer Wherry knows. */
export function knownVersionOf(
  connection: DatabaseSync,
  migrations: readonly Migration[],
  file: string,
): number {
  const found = Number(connection.prepare("PRAGMA user_version").get()?.user_version);
  if (found <= migrations.length) return found;
  throw new CodedError(
    "unavailable",
    "state-newer",
    `open ${file}: a newer wherry made it (schema ${found}, this one knows ${migrations.length})`,
    { hint: "use that newer wherry, or another folder with --root DIR" },
  );
}
