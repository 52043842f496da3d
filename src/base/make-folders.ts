import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { CodedError } from "./errors.ts";

/**
 * Makes a folder with its parents; one that is there stays as it is. Throws `denied` where the file system has no
 * room for folders of ours, such as /proc: Node's own recursive mkdir tries for ever there.
 */
export function makeFolders(path: string, mode = 0o777): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") continue;
      if (code !== "ENOENT") throw error;
      throw new CodedError("denied", "no-folders-here", `make folder ${folder}: its file system takes none`, {
        hint: "choose a place on a disk",
        cause: error,
      });
    }
  }
}
