import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { asCodedError } from "../../base/errors.ts";
import {
  containerIds,
  countContainers,
  deleteContainer,
  findContainers,
  getContainer,
  insertContainer,
  listContainers,
  moveContainer,
  unsettledContainers,
} from "../../state/containers.ts";
import type { Tables } from "../../state/database.ts";
import { deleteTrash, keptInTrash } from "../../state/trash.ts";
import { refillVolumes } from "../volumes/volume-folder.ts";
import { bundleOf, containersDir, isContainerId, runName, trashDir } from "./bundle.ts";
import type { ContainersContext } from "./context.ts";
import { type ContainerDefinition, parseDefinition, toNewContainer } from "./definition.ts";
import { discard } from "./discard.ts";
import { moveToTrash } from "./remove-row.ts";
import { removeEmptyRunDir } from "./run-folder.ts";
import { readRunningFile } from "./running-file.ts";
import { endAbandoned } from "./throw-away.ts";

/**
 * Brings every row in line with what really is. Cheap when nothing has changed. One that cannot be settled stays as
 * it is, so that the others can still be seen; whoever acts on it is told why.
 */
export async function settleAll(context: ContainersContext): Promise<void> {
  const rows = context.state.read(unsettledContainers);
  if (rows.length === 0) return;
  endAbandoned(context, rows);
  const { settle } = await import("./settle.ts");
  await Promise.allSettled(rows.map((row) => settle(context, row)));
}

/**
 * Whether there seems to be nothing to sweep among the bundles: what even a list can afford to ask. As many bundles as
 * rows, and no trash, is what no single death of a wherry leaves otherwise.
 */
export function looksSwept({ root, state, now }: ContainersContext): boolean {
  if (countFolders(containersDir(root)) !== state.read(countContainers)) return false;
  const trash = namesIn(trashDir(root));
  if (trash.length === 0) return true;
  const kept = state.read((tables) => keptInTrash(tables, now()));
  return trash.every((id) => kept.has(id));
}

/** Most file systems count them in the folder's links: its own two, and one from each folder in it. */
function countFolders(dir: string): number {
  const links = statSync(dir, { throwIfNoEntry: false })?.nlink ?? 2;
  return links > 2 ? links - 2 : namesIn(dir).length;
}

/**
 * Once, when a root is opened: clears away what a killed wherry left of containers half made and half removed.
 * Whatever is looked at outside of a transaction is looked at again in one before anything goes.
 */
export function sweep(context: ContainersContext): void {
  const { root, state } = context;
  const bundles = namesIn(containersDir(root)).filter(isContainerId);
  const runDirs = namesIn(root.runDir);
  const known = new Set(state.read(containerIds));
  const orphans = bundles.filter((id) => !known.has(id));
  const there = new Set(bundles);
  const bereft = [...known].filter((id) => !there.has(id));
  if (orphans.length > 0 || bereft.length > 0) {
    state.transaction((tables) => {
      for (const id of orphans) {
        const { dir } = bundleOf(root, id);
        if (getContainer(tables, id) === undefined && !isOfNewerWherry(dir)) moveToTrash(context, dir, id);
      }
      for (const id of bereft) forgetBereft(context, tables, id);
    });
  }
  if (runDirs.length > 0) state.transaction((tables) => sweepRunDirs(context, tables, runDirs));
  else removeEmptyRunDir(root);
  sweepTrash(context);
}

/** What may still be had back stays. */
function sweepTrash(context: ContainersContext): void {
  const { root, state, now } = context;
  if (namesIn(trashDir(root)).length === 0) return;
  // In a transaction: a container on its way into the trash is there before its row is seen.
  const gone = state.transaction(
    (tables) => {
      const kept = keptInTrash(tables, now());
      const names = namesIn(trashDir(root)).filter((name) => !kept.has(name));
      for (const name of names) deleteTrash(tables, name);
      return names;
    },
    { makesRoom: true },
  );
  for (const name of gone) discard(context, join(trashDir(root), name));
}

/** A container whose bundle is gone: it was half removed, or somebody deleted the folder. */
function forgetBereft(context: ContainersContext, tables: Tables, id: string): void {
  const row = getContainer(tables, id);
  if (row === undefined || namesIn(bundleOf(context.root, id).dir).length > 0) return;
  if (row.state.status === "created" || row.state.status === "exited") deleteContainer(tables, row);
}

/** What we do not understand is not ours to throw away. */
function isOfNewerWherry(bundleDir: string): boolean {
  try {
    return JSON.parse(readFileSync(join(bundleDir, "container.json"), "utf8")).version > 1;
  } catch {
    return false;
  }
}

function sweepRunDirs({ root }: ContainersContext, tables: Tables, names: readonly string[]): void {
  const inUse = new Set(
    listContainers(tables)
      .filter(({ state }) => state.status === "running" || state.status === "claimed")
      .map(({ id }) => runName(id)),
  );
  for (const name of names) {
    if (/^[0-9a-f]{32}$/.test(name) && !inUse.has(name)) {
      rmSync(join(root.runDir, name), { recursive: true, force: true });
    }
  }
  removeEmptyRunDir(root);
}

/** Fills a new table from the bundles: after a database was lost, everything that was acknowledged is there again. */
export function refill({ root }: Pick<ContainersContext, "root">, tables: Tables): void {
  refillVolumes(root, tables);
  for (const id of namesIn(containersDir(root)).filter(isContainerId)) {
    const bundle = bundleOf(root, id);
    const file = join(bundle.dir, "container.json");
    let definition: ContainerDefinition;
    try {
      definition = parseDefinition(readFileSync(file, "utf8"), file);
    } catch {
      continue; // half made, or not ours to understand: the sweep decides
    }
    if (definition.id !== id) continue;
    const named = { ...definition, name: freeVariant(tables, definition.name) };
    const state = restingStateOf(bundle.dir, definition.createdAtMs);
    insertContainer(tables, toNewContainer(named), state, JSON.stringify(named));
    const running = readRunningFile(bundle);
    const row = getContainer(tables, id);
    if (running !== undefined && row !== undefined) moveContainer(tables, row, running);
  }
}

/** A rename that was cut off in the middle can leave two bundles with one name. */
function freeVariant(tables: Tables, name: string): string {
  let variant = name;
  for (let number = 2; findContainers(tables, variant).some((row) => row.name === variant); number += 1) {
    variant = `${name}_${number}`;
  }
  return variant;
}

function restingStateOf(bundleDir: string, createdAtMs: number): Parameters<typeof insertContainer>[2] {
  try {
    const record = JSON.parse(readFileSync(join(bundleDir, "exit.json"), "utf8"));
    const finishedAtMs = Date.parse(record.finishedAt);
    if (!Number.isInteger(record.code) || Number.isNaN(finishedAtMs)) return { status: "created" };
    return {
      status: "exited",
      code: record.code,
      // When it was started only the lost database knew.
      startedAtMs: createdAtMs,
      finishedAtMs,
      oomKilled: record.oom === true,
      ...(typeof record.failed === "string" ? { failed: record.failed } : {}),
      warnings: [],
    };
  } catch {
    return { status: "created" };
  }
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw asCodedError(error, `open ${dir}`);
  }
}
