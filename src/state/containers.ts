import { CodedError } from "../base/errors.ts";
import type { Tables } from "./database.ts";

/** One container, as the table has it. */
export interface ContainerRow extends NewContainer {
  readonly state: StoredState;
  /** Grows with each move; `moveContainer` compares it. */
  readonly revision: number;
}

/** What is fixed when a container is made (all but the name). */
export interface NewContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly argv: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly tty: boolean;
  readonly autoRemove: boolean;
  readonly createdAtMs: number;
}

export type StoredState = RestingState | ClaimedState | RunningState;

/**
 * One process, `owner`, brings the container up or cleans up behind it, and nobody else touches it. When the owner
 * dies on the way, the next one to look claims it, ends what runs, and leaves it as `before`.
 */
export interface ClaimedState {
  readonly status: "claimed";
  readonly owner: ProcessName | Heir;
  readonly before: RestingState;
}

/** A container that nothing runs in. */
export type RestingState =
  | { readonly status: "created" }
  | {
      readonly status: "exited";
      readonly code: number;
      readonly startedAtMs: number;
      readonly finishedAtMs: number;
      readonly oomKilled: boolean;
      readonly failed?: string;
      readonly warnings: readonly string[];
    };

export interface RunningState extends ProcessName {
  readonly status: "running";
  /** Who writes the exit record. Older wherrys did not say. */
  readonly monitor?: ProcessName;
  readonly startedAtMs: number;
  readonly warnings: readonly string[];
  /** All its processes are stopped where they stand. */
  readonly paused?: true;
  /** Who gets the claim when this run ends, while it lives: a restart, which nothing may come in between of. */
  readonly heir?: Heir;
}

export interface Heir extends ProcessName {
  /** Tells two restarts of one process apart. */
  readonly ticket: string;
}

/** A pid alone is used again some day; with its start time it names one process. */
export interface ProcessName {
  readonly pid: number;
  /** Clock ticks since boot: field 22 of /proc/PID/stat. */
  readonly startTicks: number;
}

const COLUMNS =
  "id, name, image, image_id, argv, labels, tty, auto_remove, created_at_ms, state, revision" as const;

/** Adds a container. `definition` is kept as it is. Throws `conflict` when the name is taken. */
export function insertContainer(
  tables: Tables,
  container: NewContainer,
  state: RestingState,
  definition: string,
): void {
  refuseTakenName(tables, container.name, "create");
  tables
    .prepare(
      `INSERT INTO containers (id, name, image, image_id, argv, labels, tty, auto_remove, created_at_ms, status, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      container.id,
      container.name,
      container.image,
      container.imageId,
      JSON.stringify(container.argv),
      JSON.stringify(container.labels),
      Number(container.tty),
      Number(container.autoRemove),
      container.createdAtMs,
      state.status,
      JSON.stringify(state),
    );
  tables.prepare("INSERT INTO definitions (container_id, text) VALUES (?, ?)").run(container.id, definition);
}

/** Newest first. */
export function listContainers(
  tables: Tables,
  only?: { status?: StoredState["status"]; imageId?: string },
): ContainerRow[] {
  const [where, values] =
    only?.status !== undefined
      ? ["WHERE status = ?", [only.status]]
      : only?.imageId !== undefined
        ? ["WHERE image_id = ?", [only.imageId]]
        : ["", []];
  const order = "ORDER BY created_at_ms DESC, id";
  return tables.rows(`SELECT ${COLUMNS} FROM containers ${where} ${order}`, ...values).map(toRow);
}

/** All that may be something else by now than the table says: see the engine's recovery. */
export function unsettledContainers(tables: Tables): ContainerRow[] {
  return tables
    .rows(
      `SELECT ${COLUMNS} FROM containers
       WHERE status IN ('running', 'claimed') OR (status = 'exited' AND auto_remove = 1)`,
    )
    .map(toRow);
}

export function countContainers(tables: Tables): number {
  return Number(tables.rows("SELECT count(*) FROM containers")[0]?.[0]);
}

export function containerIds(tables: Tables): string[] {
  return tables.rows("SELECT id FROM containers").map(([id]) => String(id));
}

/** Chain ids of the layers that containers stand on, those in the trash too, as their definitions name them. */
export function layersInUse(tables: Tables): string[] {
  return tables
    .prepare(
      `SELECT layer.value FROM definitions, json_each(definitions.text, '$.layers') AS layer
       UNION SELECT layer.value FROM trash, json_each(trash.definition, '$.layers') AS layer`,
    )
    .all()
    .map((row) => String(row.value));
}

/** Which network each container is on; one that names none is on `none`. */
export function networkMembers(
  tables: Tables,
): { network: string; containerId: string; containerName: string }[] {
  return tables
    .rows(
      `SELECT coalesce(json_extract(text, '$.options.network'), 'none'), id, name
       FROM definitions JOIN containers ON id = container_id ORDER BY created_at_ms DESC, id`,
    )
    .map(([network, id, name]) => ({
      network: String(network),
      containerId: String(id),
      containerName: String(name),
    }));
}

export function getContainer(tables: Tables, id: string): ContainerRow | undefined {
  const [found] = tables.rows(`SELECT ${COLUMNS} FROM containers WHERE id = ?`, id);
  return found === undefined ? undefined : toRow(found);
}

/** What `ref` may mean: the container of that name or id, else all whose id starts with it (at most two). */
export function findContainers(tables: Tables, ref: string): ContainerRow[] {
  const [exact] = tables.rows(
    `SELECT ${COLUMNS} FROM containers WHERE id = ?1 OR name = ?1 ORDER BY id = ?1 DESC`,
    ref,
  );
  if (exact !== undefined) return [toRow(exact)];
  if (!/^[0-9a-f]{1,63}$/.test(ref)) return [];
  return tables
    .rows(`SELECT ${COLUMNS} FROM containers WHERE id >= ? AND id < ? LIMIT 2`, ref, `${ref}g`)
    .map(toRow);
}

export function containerDefinition(tables: Tables, id: string): string | undefined {
  const found = tables.prepare("SELECT text FROM definitions WHERE container_id = ?").get(id);
  return found === undefined ? undefined : String(found.text);
}

/** Moves the state on, if nobody else has since `seen` was read. Gives the row as it is now, or undefined. */
export function moveContainer(
  tables: Tables,
  seen: ContainerRow,
  state: StoredState,
): ContainerRow | undefined {
  const { changes } = tables
    .prepare(
      "UPDATE containers SET status = ?, state = ?, revision = revision + 1 WHERE id = ? AND revision = ?",
    )
    .run(state.status, JSON.stringify(state), seen.id, seen.revision);
  return Number(changes) === 1 ? { ...seen, state, revision: seen.revision + 1 } : undefined;
}

/** Gives another name, and the definition that carries it. Throws `conflict` when it is taken. */
export function renameContainer(tables: Tables, id: string, name: string, definition: string): void {
  refuseTakenName(tables, name, "rename", id);
  tables.prepare("UPDATE containers SET name = ? WHERE id = ?").run(name, id);
  tables.prepare("UPDATE definitions SET text = ? WHERE container_id = ?").run(definition, id);
}

/** Takes the row away, if nobody moved it since `seen` was read. */
export function deleteContainer(tables: Tables, seen: Pick<ContainerRow, "id" | "revision">): boolean {
  const { changes } = tables
    .prepare("DELETE FROM containers WHERE id = ? AND revision = ?")
    .run(seen.id, seen.revision);
  return Number(changes) === 1;
}

function refuseTakenName(tables: Tables, name: string, verb: string, ownId?: string): void {
  const holder = tables.prepare("SELECT id FROM containers WHERE name = ?").get(name);
  if (holder === undefined || holder.id === ownId) return;
  throw new CodedError(
    "conflict",
    "name-in-use",
    `${verb} container: the name "${name}" is in use by container ${String(holder.id).slice(0, 12)}`,
    { hint: "remove or rename that container, or choose another name" },
  );
}

/** In the order of COLUMNS; read by its places, as taking a long list apart row by row is slow. */
function toRow(row: readonly unknown[]): ContainerRow {
  const labels = String(row[5]);
  const state = String(row[9]);
  return {
    id: String(row[0]),
    name: String(row[1]),
    image: String(row[2]),
    imageId: String(row[3]),
    argv: JSON.parse(String(row[4])),
    labels: labels === "{}" ? NO_LABELS : JSON.parse(labels),
    tty: row[6] === 1,
    autoRemove: row[7] === 1,
    createdAtMs: Number(row[8]),
    state: state === CREATED_TEXT ? CREATED : JSON.parse(state),
    revision: Number(row[10]),
  };
}

const NO_LABELS = Object.freeze({});
const CREATED: StoredState = Object.freeze({ status: "created" });
const CREATED_TEXT = JSON.stringify(CREATED);
