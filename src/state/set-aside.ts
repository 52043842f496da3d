import { renameSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { isDamage } from "./database-errors.ts";

/**
 * Moves a damaged database away, under a name that says so, for a new one to take its place. Only one process does
 * it: the others find a healthy file, or none. Gives the new name, or undefined when nothing was damaged.
 */
export function setAsideIfDamaged(file: string): string | undefined {
  using _lock = exclusiveLock(`${file}.mending`);
  if (statSync(file, { throwIfNoEntry: false }) === undefined || isHealthy(file)) return undefined;
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(":", "")}`;
  renameSync(file, aside);
  // Without its file a write-ahead log means nothing, and SQLite would replay it into the new one.
  for (const suffix of ["-wal", "-shm"]) rmSync(file + suffix, { force: true });
  return aside;
}

function isHealthy(file: string): boolean {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(file, { timeout: 5000 });
    const verdict = connection.prepare("PRAGMA quick_check(1)").get();
    return verdict?.quick_check === "ok";
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    connection?.close();
  }
}

/** Held until disposed, or until this process dies: the lock is the kernel's, not the file's. */
function exclusiveLock(file: string): Disposable {
  const connection = new DatabaseSync(file, { timeout: 10_000 });
  try {
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    throw error;
  }
  return { [Symbol.dispose]: () => connection.close() };
}
