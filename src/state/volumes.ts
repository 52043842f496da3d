import type { Tables } from "./database.ts";

export interface VolumeRow {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
}

/** A container whose definition names a volume. */
export interface VolumeUserRow {
  readonly volume: string;
  readonly containerId: string;
  readonly containerName: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly inTrash: boolean;
}

/** Adds it; false when one of that name is there. */
export function insertVolume(tables: Tables, { name, labels, createdAtMs }: VolumeRow): boolean {
  const { changes } = tables
    .prepare("INSERT OR IGNORE INTO volumes (name, labels, created_at_ms) VALUES (?, ?, ?)")
    .run(name, JSON.stringify(labels), createdAtMs);
  return Number(changes) === 1;
}

export function listVolumes(tables: Tables): VolumeRow[] {
  return tables.rows("SELECT name, labels, created_at_ms FROM volumes ORDER BY name").map(toRow);
}

export function getVolume(tables: Tables, name: string): VolumeRow | undefined {
  const [found] = tables.rows("SELECT name, labels, created_at_ms FROM volumes WHERE name = ?", name);
  return found === undefined ? undefined : toRow(found);
}

export function deleteVolume(tables: Tables, name: string): boolean {
  return Number(tables.prepare("DELETE FROM volumes WHERE name = ?").run(name).changes) === 1;
}

/** Who uses volumes, as the containers' definitions name them. */
export function volumeUsers(tables: Tables): VolumeUserRow[] {
  return tables
    .rows(
      `SELECT mount.value, container_id, text, 0
       FROM definitions, json_each(definitions.text, '$.options.mounts') AS mount
       WHERE json_extract(mount.value, '$.volume') IS NOT NULL
       UNION ALL
       SELECT mount.value, container_id, definition, 1
       FROM trash, json_each(trash.definition, '$.options.mounts') AS mount
       WHERE json_extract(mount.value, '$.volume') IS NOT NULL`,
    )
    .map((row) => {
      const mount = JSON.parse(String(row[0]));
      return {
        volume: String(mount.volume),
        containerId: String(row[1]),
        containerName: String(JSON.parse(String(row[2])).name),
        target: String(mount.target),
        readOnly: mount.readOnly === true,
        inTrash: row[3] === 1,
      };
    });
}

function toRow(row: readonly unknown[]): VolumeRow {
  return { name: String(row[0]), labels: JSON.parse(String(row[1])), createdAtMs: Number(row[2]) };
}
