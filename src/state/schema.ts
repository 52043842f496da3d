import type { Migration } from "./migrate.ts";

/** The schema's history: append only. What a release has shipped is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: "containers",
    sql: `
      CREATE TABLE containers (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        image TEXT NOT NULL,
        image_id TEXT NOT NULL,
        argv TEXT NOT NULL,
        labels TEXT NOT NULL,
        tty INTEGER NOT NULL,
        auto_remove INTEGER NOT NULL,
        created_at_ms INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('created', 'claimed', 'running', 'exited')),
        state TEXT NOT NULL,
        -- Counts the moves; a move names the revision it has seen.
        revision INTEGER NOT NULL DEFAULT 1
      ) STRICT, WITHOUT ROWID;
      -- What only inspect and start need, as the bundle's own record has it; apart, so that lists are read fast.
      CREATE TABLE definitions (
        container_id TEXT PRIMARY KEY NOT NULL REFERENCES containers (id) ON DELETE CASCADE,
        text TEXT NOT NULL
      ) STRICT;
      CREATE INDEX containers_by_status ON containers (status);
      CREATE INDEX containers_by_image ON containers (image_id);
    `,
  },
  {
    name: "action log",
    sql: `
      CREATE TABLE actions (
        id INTEGER PRIMARY KEY,
        time_ms INTEGER NOT NULL,
        container_id TEXT NOT NULL,
        name TEXT NOT NULL,
        action TEXT NOT NULL,
        exit_code INTEGER
      ) STRICT;
      CREATE INDEX actions_by_container ON actions (container_id);
    `,
  },
  {
    name: "trash",
    sql: `
      CREATE TABLE trash (
        container_id TEXT NOT NULL UNIQUE,
        removed_at_ms INTEGER NOT NULL,
        purge_at_ms INTEGER NOT NULL,
        state TEXT NOT NULL,
        definition TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    name: "volumes",
    sql: `
      CREATE TABLE volumes (
        name TEXT PRIMARY KEY NOT NULL,
        labels TEXT NOT NULL,
        created_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
