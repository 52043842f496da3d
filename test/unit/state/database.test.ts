import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, test } from "node:test";
import { CodedError } from "../../../src/base/errors.ts";
import { openDatabase, type Tables } from "../../../src/state/database.ts";

const MIGRATIONS = [{ name: "notes", sql: "CREATE TABLE notes (text TEXT NOT NULL UNIQUE) STRICT" }];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wherry-state-"));
  file = join(folder, "root", "state.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (text: string) => (tables: Tables) =>
  tables.prepare("INSERT INTO notes (text) VALUES (?)").run(text);
const notes = (tables: Tables) =>
  tables
    .prepare("SELECT text FROM notes ORDER BY text")
    .all()
    .map(({ text }) => text);

test("nothing is made before the first use", () => {
  using _database = openDatabase({ file, migrations: MIGRATIONS });
  assert.deepEqual(readdirSync(folder), []);
});

test("a transaction that throws leaves nothing", () => {
  using database = openDatabase({ file, migrations: MIGRATIONS });
  database.transaction(write("kept"));
  assert.throws(
    () =>
      database.transaction((tables) => {
        write("lost")(tables);
        throw new CodedError("invalid", "test", "stop here");
      }),
    /stop here/,
  );
  assert.deepEqual(database.read(notes), ["kept"]);
});

test("what is committed survives the kill of its process", () => {
  const script = `
    import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, "../../../src/state/database.ts"))};
    const database = openDatabase({ file: ${JSON.stringify(file)}, migrations: ${JSON.stringify(MIGRATIONS)} });
    database.transaction((tables) => tables.prepare("INSERT INTO notes (text) VALUES ('committed')").run());
    database.transaction((tables) => {
      tables.prepare("INSERT INTO notes (text) VALUES ('half')").run();
      process.kill(process.pid, "SIGKILL");
      while (true) {}
    });
  `;
  const { signal } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script],
    { cwd: join(import.meta.dirname, "../../.."), stdio: "inherit" },
  );
  assert.equal(signal, "SIGKILL");
  using database = openDatabase({ file, migrations: MIGRATIONS });
  assert.deepEqual(database.read(notes), ["committed"]);
});

test("a newer schema is refused with a hint, and left alone", () => {
  {
    using newer = openDatabase({
      file,
      migrations: [...MIGRATIONS, { name: "more", sql: "CREATE TABLE more (a)" }],
    });
    newer.transaction(write("theirs"));
  }
  using older = openDatabase({ file, migrations: MIGRATIONS });
  assert.throws(
    () => older.read(notes),
    (error) => error instanceof CodedError && error.code === "state-newer" && error.hint !== undefined,
  );
  assert.deepEqual(readdirSync(join(folder, "root")), ["state.db"]);
});

test("an older schema is brought up, and its rows are kept", () => {
  {
    using older = openDatabase({ file, migrations: MIGRATIONS });
    older.transaction(write("old"));
  }
  const more = [
    ...MIGRATIONS,
    { name: "stars", sql: "ALTER TABLE notes ADD COLUMN stars INTEGER DEFAULT 3" },
  ];
  using newer = openDatabase({ file, migrations: more });
  assert.deepEqual(
    newer.read((tables) => tables.prepare("SELECT text, stars FROM notes").get()),
    Object.assign(Object.create(null), { text: "old", stars: 3 }),
  );
});

test("a migration that fails leaves the schema it found", () => {
  {
    using good = openDatabase({ file, migrations: MIGRATIONS });
    good.transaction(write("kept"));
  }
  using bad = openDatabase({
    file,
    migrations: [...MIGRATIONS, { name: "bad", sql: "CREATE TABLE x (a); SELEC" }],
  });
  assert.throws(() => bad.read(notes), /syntax error/);
  using again = openDatabase({ file, migrations: MIGRATIONS });
  assert.deepEqual(again.read(notes), ["kept"]);
});

const DAMAGES: [string, (bytes: Buffer) => Buffer][] = [
  ["that is no database", () => Buffer.from("hello, this is a text file of some length".repeat(200))],
  ["whose first page is torn", (bytes) => Buffer.concat([bytes.subarray(0, 60), Buffer.alloc(4036, 0xff)])],
  ["cut in the middle of a page", (bytes) => bytes.subarray(0, 4096 + 100)],
];
for (const [what, damage] of DAMAGES) {
  test(`a file ${what} is set aside and refilled`, () => {
    {
      using database = openDatabase({ file, migrations: MIGRATIONS });
      for (let n = 0; n < 200; n += 1) database.transaction(write(`note ${n} ${"x".repeat(100)}`));
    }
    writeFileSync(file, damage(readFileSync(file)));
    using database = openDatabase({ file, migrations: MIGRATIONS, refill: write("from elsewhere") });
    assert.deepEqual(database.read(notes), ["from elsewhere"]);
    database.transaction(write("new"));
    assert.equal(
      readdirSync(join(folder, "root")).filter((name) => name.startsWith("state.db.damaged-")).length,
      1,
    );
  });
}

test("a database torn under an open connection is mended too", () => {
  using database = openDatabase({ file, migrations: MIGRATIONS, refill: write("from elsewhere") });
  for (let n = 0; n < 200; n += 1) database.transaction(write(`note ${n} ${"x".repeat(100)}`));
  using other = openDatabase({ file, migrations: MIGRATIONS, refill: write("from elsewhere") });
  assert.equal(other.read(notes).length, 201);
  other[Symbol.dispose]();
  database[Symbol.dispose]();
  writeFileSync(file, "torn");
  assert.deepEqual(other.read(notes), ["from elsewhere"]);
  assert.deepEqual(database.read(notes), ["from elsewhere"]);
});

test("a root that was removed meanwhile is begun anew", () => {
  using database = openDatabase({ file, migrations: MIGRATIONS });
  database.transaction(write("gone"));
  rmSync(join(folder, "root"), { recursive: true });
  assert.deepEqual(database.read(notes), []);
});

test("a root that cannot be made says so and what to do", () => {
  writeFileSync(join(folder, "root"), "a file where the folder should be");
  using database = openDatabase({ file, migrations: MIGRATIONS });
  assert.throws(
    () => database.read(notes),
    (error) => error instanceof CodedError && error.message.includes(file),
  );
});

test("two writers wait for each other", () => {
  using one = openDatabase({ file, migrations: MIGRATIONS });
  using two = openDatabase({ file, migrations: MIGRATIONS });
  for (let n = 0; n < 20; n += 1) (n % 2 === 0 ? one : two).transaction(write(`note ${n}`));
  assert.equal(one.read(notes).length, 20);
  assert.equal(new DatabaseSync(file).prepare("PRAGMA journal_mode").get()?.journal_mode, "wal");
});
