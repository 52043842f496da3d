import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import type { CgroupFiles } from "./files.ts";
import type { CgroupFolder } from "./plan-cgroup.ts";

/**
 * Removes a container's folders with those of its sessions, then the folders above that are empty now. What
 * still holds processes stays; answers false then.
 */
export function removeCgroup(folders: readonly CgroupFolder[], files: CgroupFiles): boolean {
  return folders.map((folder) => removeOne(folder, files)).every((gone) => gone);
}

function removeOne({ path, mountPoint }: CgroupFolder, files: CgroupFiles): boolean {
  const gone = removeTree(path, files);
  for (let above = dirname(path); gone && above !== mountPoint; above = dirname(above)) {
    if (!tryRemove(above, files)) break;
  }
  return gone;
}

function removeTree(path: string, files: CgroupFiles): boolean {
  if (tryRemove(path, files)) return true;
  for (const child of foldersIn(path)) removeTree(`${path}/${child}`, files);
  return tryRemove(path, files);
}

function tryRemove(path: string, files: CgroupFiles): boolean {
  try {
    files.removeFolder(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
