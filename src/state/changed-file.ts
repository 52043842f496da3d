import { closeSync, existsSync, openSync, utimesSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolders } from "../base/make-folders.ts";

/**
 * Tells every wherry process that watches `file` that something changed: the time of the file does. The monitors do
 * the same when their container exits.
 */
export function bumpChangedFile(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    createChangedFile(file);
  }
}

/** Makes the file, and leaves one that is there untouched. False where a read-only file system has none to watch. */
export function createChangedFile(file: string): boolean {
  try {
    makeFolders(dirname(file), 0o700);
    closeSync(openSync(file, "a", 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EROFS") throw error;
    return existsSync(file);
  }
}
