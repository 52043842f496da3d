import { join } from "node:path";
import type { Bundle } from "../../../runtime/index.ts";
import type { StoreRoot } from "../../base/store-root.ts";

/** Where one container lives, for the runtime and for us. */
export function bundleOf(root: StoreRoot, id: string): Bundle & { readonly changedFile: string } {
  return {
    id,
    dir: join(containersDir(root), id),
    // Half of the id keeps the sockets' paths short; the half that people see is in it.
    runDir: join(root.runDir, runName(id)),
    cgroupPath: `wherry/${root.hash}/${id}`,
    changedFile: changedFile(root),
  };
}

/** The name of a container's folder under the run folder. */
export function runName(id: string): string {
  return id.slice(0, 32);
}

export function containersDir(root: StoreRoot): string {
  return join(root.dataDir, "containers");
}

/** Bundles on their way out: renamed to here in one step, deleted at leisure. */
export function trashDir(root: StoreRoot): string {
  return join(root.dataDir, "trash");
}

/** The file whose time tells that some container's state changed. */
export function changedFile(root: StoreRoot): string {
  return join(root.dataDir, "containers-changed");
}

/** Whether a name in containers/ can be a bundle's. */
export function isContainerId(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
