import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { makeFolders } from "../../base/make-folders.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import type { Tables } from "../../state/database.ts";
import { insertVolume } from "../../state/volumes.ts";

/** The folder of one volume: what belongs to us. Its files lie in `_data`, which is what containers see. */
export function volumeDir({ dataDir }: StoreRoot, name: string): string {
  return join(dataDir, "volumes", name);
}

export function mountpointOf(root: StoreRoot, name: string): string {
  return join(volumeDir(root, name), "_data");
}

/** Checks a name that a person gave. Throws `invalid`. */
export function parseVolumeName(name: string, verb: string): string {
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}$/.test(name)) return name;
  throw new CodedError("invalid", "invalid-name", `${verb} volume: "${name}" cannot be a name`, {
    hint: "use 2 to 128 letters, digits, _ . and -, beginning with a letter or a digit; a path begins with / or ./",
  });
}

/** Makes row and folder unless they are there; in a transaction, so that nobody takes them away in between. */
export function ensureVolume(
  root: StoreRoot,
  tables: Tables,
  volume: { name: string; labels: Readonly<Record<string, string>>; createdAtMs: number },
): boolean {
  const made = insertVolume(tables, volume);
  try {
    makeFolders(volumeDir(root, volume.name), 0o700);
    mkdirSync(mountpointOf(root, volume.name), { recursive: true, mode: 0o755 });
  } catch (error) {
    throw asCodedError(error, `make volume ${volume.name}`);
  }
  return made;
}

/** Puts back into a new table what the folders say. */
export function refillVolumes(root: StoreRoot, tables: Tables): void {
  const dir = join(root.dataDir, "volumes");
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    const createdAtMs = Math.round(statSync(join(dir, name)).birthtimeMs);
    insertVolume(tables, { name, labels: {}, createdAtMs });
  }
}
