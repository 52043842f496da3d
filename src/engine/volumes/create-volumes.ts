import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { CodedError } from "../../base/errors.ts";
import { newId } from "../../base/ids.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import type { Database } from "../../state/database.ts";
import {
  deleteVolume,
  getVolume,
  listVolumes,
  type VolumeRow,
  type VolumeUserRow,
  volumeUsers,
} from "../../state/volumes.ts";
import type { ChangeFeed } from "../events.ts";
import { folderSize } from "../folder-size.ts";
import { ensureVolume, mountpointOf, parseVolumeName, volumeDir } from "./volume-folder.ts";
import type { Volume, Volumes } from "./volumes.ts";

export interface VolumesContext {
  readonly root: StoreRoot;
  readonly state: Database;
  readonly changes: ChangeFeed;
  readonly now: () => number;
  readonly later: (work: Promise<unknown>) => void;
}

/** The volumes family. */
export function createVolumes(context: VolumesContext): Volumes {
  const { root, state, changes, now } = context;
  const list = (): Volume[] =>
    state.read((tables) => {
      const users = Map.groupBy(volumeUsers(tables), ({ volume }) => volume);
      return listVolumes(tables).map((row) => toVolume(root, row, users.get(row.name) ?? []));
    });
  const find = (name: string, verb: string): Volume => {
    const found = list().find((volume) => volume.name === name);
    if (found === undefined) throw noSuchVolume(name, verb);
    return found;
  };
  const remove = (name: string): boolean => {
    const gone = state.transaction(
      (tables) => {
        if (getVolume(tables, name) === undefined) return undefined;
        refuseUsed(
          name,
          volumeUsers(tables).filter(({ volume }) => volume === name),
        );
        deleteVolume(tables, name);
        return moveAway(root, name);
      },
      { makesRoom: true },
    );
    if (gone === undefined) return false;
    context.later(
      import("../../image/layer/remove-folder.ts").then(({ removeFolder }) => removeFolder(gone)),
    );
    changes.publish();
    return true;
  };

  return {
    async create({ name = newId(), labels = {} } = {}) {
      parseVolumeName(name, "create");
      state.transaction((tables) => ensureVolume(root, tables, { name, labels, createdAtMs: now() }));
      changes.publish();
      return find(name, "create");
    },
    list: async () => list(),
    inspect: async (name) => find(name, "inspect"),
    async remove(name, { force = false } = {}) {
      if (!remove(name) && !force) throw noSuchVolume(name, "remove");
    },
    async prune() {
      const names: string[] = [];
      let freedBytes = 0;
      for (const { name, usedBy, mountpoint } of list()) {
        if (usedBy.length > 0) continue;
        const sizeBytes = await folderSize(mountpoint);
        if (!remove(name)) continue;
        names.push(name);
        freedBytes += sizeBytes;
      }
      return { names, freedBytes };
    },
    async tree(name) {
      const { mountpoint } = find(name, "read");
      const { walkFolder } = await import("../../image/layer/walk.ts");
      return walkFolder(mountpoint);
    },
  };
}

function toVolume(root: StoreRoot, row: VolumeRow, users: readonly VolumeUserRow[]): Volume {
  return {
    ...row,
    mountpoint: mountpointOf(root, row.name),
    usedBy: users.map(({ volume: _, ...user }) => user),
  };
}

function refuseUsed(name: string, users: readonly VolumeUserRow[]): void {
  if (users.length === 0) return;
  const using = users.filter(({ inTrash }) => !inTrash);
  const names = (using.length > 0 ? using : users).map(({ containerName }) => containerName).join(", ");
  const reason = using.length > 0 ? `it is used by ${names}` : `${names} in the trash would need it`;
  throw new CodedError("conflict", "volume-in-use", `remove volume ${name}: ${reason}`, {
    hint:
      using.length > 0
        ? `remove first what uses it: wherry rm ${names.replaceAll(",", "")}`
        : "wherry prune empties the trash, wherry undo takes the container back",
  });
}

/** Out of the way in one step, to where sweeping finds it should nobody come to delete it. Gives that place. */
function moveAway(root: StoreRoot, name: string): string {
  const trash = join(root.dataDir, "trash");
  const away = join(trash, `volume-${newId()}`);
  mkdirSync(trash, { recursive: true, mode: 0o700 });
  try {
    renameSync(volumeDir(root, name), away);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return away;
}

function noSuchVolume(name: string, verb: string): CodedError {
  return new CodedError("not-found", "volume-not-found", `${verb} volume ${name}: no such volume`, {
    hint: "wherry volume ls lists all volumes",
  });
}
