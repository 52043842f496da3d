import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import { CodedError } from "../base/errors.ts";
import { makeFolders } from "../base/make-folders.ts";
import { isDamage, isDiskFull, readOnlyError, stateError } from "./database-errors.ts";
import { type Migration, migrate } from "./migrate.ts";
import { openReadOnly } from "./read-only.ts";
import { type Reserve, withReserve } from "./reserve.ts";
import { setAsideIfDamaged } from "./set-aside.ts";

/** The state of one root. Opened at its first use; every method may be called from any process at any time. */
export interface Database extends Disposable {
  /** One statement or several that need not agree with each other. */
  read<T>(work: (tables: Tables) => T): T;
  /**
   * All or nothing, and alone: whoever else writes waits, so `work` is short and never waits itself. With `makesRoom`
   * it may use the reserve when the disk is full, and then runs a second time.
   */
  transaction<T>(work: (tables: Tables) => T, options?: { makesRoom?: boolean }): T;
}

/** What work sees: statements, each compiled once. */
export interface Tables {
  prepare(sql: string): StatementSync;
  /** The rows of a query as arrays, in the order of its columns: for many rows much faster than objects. */
  rows(sql: string, ...values: SQLInputValue[]): readonly (readonly SQLOutputValue[])[];
}

export interface DatabaseOptions {
  readonly file: string;
  readonly migrations: readonly Migration[];
  /** Puts back what other files know into a database that is new, or stands in for a damaged one. */
  readonly refill?: (tables: Tables) => void;
  readonly reserve?: Reserve;
}

const BUSY_TIMEOUT_MS = 10_000;

/**
 * Gives the database of a root. A damaged file is set aside and rebuilt; a newer one is refused with a hint. On a
 * read-only file system it is read all the same, and every transaction is refused.
 */
export function openDatabase(options: DatabaseOptions): Database {
  let open: OpenFile | undefined;
  const close = (): void => {
    open?.connection.close();
    open = undefined;
  };
  const current = (): OpenFile => {
    // Another process may have set a damaged file aside, or someone removed the whole root.
    if (open !== undefined && stampOf(options.file, open.isReadOnly) !== open.stamp) close();
    open ??= roomy(() => openFile(options));
    return open;
  };
  const writable = (): OpenFile => {
    // It may have become so since.
    if (open?.isReadOnly) close();
    const file = current();
    if (file.isReadOnly) throw readOnlyError(options.file);
    return file;
  };
  const roomy = <T>(work: () => T): T =>
    withReserve(work, options.reserve, (error) => isDiskFull(error, options.file));
  const run = <T>(work: (file: OpenFile) => T, ready = current): T => {
    try {
      return work(ready());
    } catch (error) {
      if (!isDamage(error)) throw stateError(error, options.file);
      close();
      setAsideIfDamaged(options.file);
    }
    try {
      return work(ready());
    } catch (error) {
      throw stateError(error, options.file);
    }
  };
  return {
    read: (work) => run(work),
    transaction: (work, { makesRoom = false } = {}) =>
      run(
        (file) => (makesRoom ? roomy(() => inTransaction(file, work)) : inTransaction(file, work)),
        writable,
      ),
    [Symbol.dispose]: () => {
      close();
      options.reserve?.keep();
    },
  };
}

class OpenFile implements Tables {
  readonly connection: DatabaseSync;
  /** Which file it is; another process may put another one in its place. */
  readonly stamp: string | undefined;
  readonly isReadOnly: boolean;
  readonly #statements = new Map<string, StatementSync>();
  readonly #queries = new Map<string, StatementSync>();

  constructor(connection: DatabaseSync, stamp: string | undefined, isReadOnly = false) {
    this.connection = connection;
    this.stamp = stamp;
    this.isReadOnly = isReadOnly;
  }

  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  rows(sql: string, ...values: SQLInputValue[]): SQLOutputValue[][] {
    let query = this.#queries.get(sql);
    if (query === undefined) {
      query = this.connection.prepare(sql);
      query.setReturnArrays(true);
      this.#queries.set(sql, query);
    }
    // The declared type is of the other mode.
    return query.all(...values) as unknown as SQLOutputValue[][];
  }
}

function openFile(options: DatabaseOptions): OpenFile {
  try {
    return openWritable(options);
  } catch (error) {
    // Without a root there is nothing to read either.
    if ((error as NodeJS.ErrnoException).code !== "EROFS" || !existsSync(dirname(options.file))) throw error;
    return openToRead(options);
  }
}

function openWritable({ file, migrations, refill }: DatabaseOptions): OpenFile {
  // Containers' files may be setuid: other users of the machine must not reach them.
  makeFolders(dirname(file), 0o700);
  // Environments with passwords are in it; SQLite gives its log and index the mode of the file.
  closeSync(openSync(file, "a", 0o600));
  const connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    const opened = new OpenFile(connection, stampOf(file));
    // NORMAL: a commit survives the death of any process without waiting for the disk. A power cut may take the
    // newest commits, never the file's health; what it takes, reconciliation reads from the bundles again.
    connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
    migrate(connection, migrations, file, () => refill?.(opened));
    return opened;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** What the file says; where it cannot be read as it is, what the bundles say, kept in memory. */
function openToRead({ file, migrations, refill }: DatabaseOptions): OpenFile {
  const stamp = stampOf(file, true);
  const found = openReadOnly(file, migrations);
  if (found !== undefined) return new OpenFile(found, stamp, true);
  const opened = new OpenFile(new DatabaseSync(":memory:"), stamp, true);
  migrate(opened.connection, migrations, file, () => refill?.(opened));
  opened.connection.exec("PRAGMA query_only = ON");
  return opened;
}

function inTransaction<T>(file: OpenFile, work: (tables: Tables) => T): T {
  // IMMEDIATE takes the write lock at once: what work reads cannot change before it writes.
  file.connection.exec("BEGIN IMMEDIATE");
  try {
    const result = work(file);
    if (result instanceof Promise) {
      throw new CodedError("internal", "async-transaction", "change state: a transaction must not wait");
    }
    file.connection.exec("COMMIT");
    return result;
  } catch (error) {
    if (file.connection.isTransaction) file.connection.exec("ROLLBACK");
    throw error;
  }
}

/** SQLite looks for no changes in what it was told cannot change: there each change makes it another file. */
function stampOf(file: string, isReadOnly = false): string | undefined {
  if (!isReadOnly) return statSync(file, { throwIfNoEntry: false })?.ino.toString();
  return [file, `${file}-wal`]
    .map((path) => statSync(path, { throwIfNoEntry: false }))
    .map((status) => (status === undefined ? "none" : `${status.ino} ${status.size} ${status.mtimeMs}`))
    .join(", ");
}
