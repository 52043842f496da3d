import { rmdirSync, rmSync } from "node:fs";
import type { StoreRoot } from "../../base/store-root.ts";
import { bundleOf } from "./bundle.ts";

/** Removes what is volatile of a container that does not run, and with the last one the root's own folder for it. */
export function removeRunFolder(root: StoreRoot, id: string): void {
  rmSync(bundleOf(root, id).runDir, { recursive: true, force: true });
  removeEmptyRunDir(root);
}

/** Who makes a folder in it meanwhile makes it anew. */
export function removeEmptyRunDir({ runDir }: StoreRoot): void {
  try {
    rmdirSync(runDir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "ENOENT" && code !== "EEXIST") throw error;
  }
}
