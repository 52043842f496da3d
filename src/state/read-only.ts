import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import type { CodedError } from "../base/errors.ts";
import { knownVersionOf, type Migration } from "./migrate.ts";

/**
 * Opens a database on a file system that takes no writing. Undefined where that cannot be done: no file, damage, a
 * schema older than ours, a log whose index is missing. Throws `unavailable` on a schema that only a newer Wherry knows.
 */
export function openReadOnly(file: string, migrations: readonly Migration[]): DatabaseSync | undefined {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(placeOf(file), { readOnly: true });
    if (knownVersionOf(connection, migrations, file) === migrations.length) return connection;
  } catch (error) {
    if ((error as Partial<CodedError>).code === "state-newer") throw error;
  }
  connection?.close();
  return undefined;
}

/**
 * A log that a killed wherry left, or one that writes through another mount, is read with its index. Without a log
 * SQLite would make one, unless it is told that nothing can change.
 */
function placeOf(file: string): string | URL {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) return file;
  const place = pathToFileURL(file);
  place.searchParams.set("immutable", "1");
  return place;
}
