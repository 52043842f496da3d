import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolders } from "../base/make-folders.ts";
import { stateError } from "./database-errors.ts";

/** Runs work that no other holder of the same lock, in this process or another one, runs at the same time. */
export type Exclusive = <T>(work: () => Promise<T>, options?: { signal?: AbortSignal }) => Promise<T>;

const FIRST_WAIT_MS = 2;
const LONGEST_WAIT_MS = 50;

/**
 * A lock between processes, named by a file. It is the kernel's lock on an empty SQLite database, so it vanishes with
 * its holder, however that dies. Waiting leaves the event loop free. It is not re-entrant.
 */
export function createExclusive(file: string): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>, { signal }: { signal?: AbortSignal } = {}): Promise<T> => {
    // Within one process the callers queue up, so only the first of them has to try again and again.
    const mine = last.then(async () => {
      signal?.throwIfAborted();
      using _lock = await acquire(file, signal);
      return await work();
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function acquire(file: string, signal: AbortSignal | undefined): Promise<Disposable> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    const lock = tryToLock(file);
    if (lock !== undefined) return lock;
    await sleep(waitMs, undefined, signal === undefined ? {} : { signal });
  }
}

function tryToLock(file: string): Disposable | undefined {
  let connection: DatabaseSync | undefined;
  try {
    makeFolders(dirname(file), 0o700);
    connection = new DatabaseSync(file, { timeout: 0 });
    // Nothing is ever written, so nothing to undo it is: locking needs no space on a full disk.
    connection.exec("PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE");
  } catch (error) {
    connection?.close();
    if ((error as { errcode?: number }).errcode === 5) return undefined;
    throw stateError(error, file);
  }
  const held = connection;
  // Closing rolls back, which writes nothing: the file stays empty.
  return { [Symbol.dispose]: () => held.close() };
}
