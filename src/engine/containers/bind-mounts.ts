import { statSync } from "node:fs";
import { isAbsolute, posix } from "node:path";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { makeFolders } from "../../base/make-folders.ts";
import type { StoreRoot } from "../../base/store-root.ts";
import { mountpointOf, parseVolumeName } from "../volumes/volume-folder.ts";
import type { BindMount, VolumeMount } from "./containers.ts";

/** Checks what a person wants to see of the host in the container. Throws `invalid`. */
export function parseBindMounts(root: StoreRoot, mounts: readonly (BindMount | VolumeMount)[]): BindMount[] {
  const targets = new Set<string>();
  return mounts.map((mount) => {
    const { target, readOnly, volume } = mount;
    const source =
      volume === undefined || "source" in mount
        ? (mount as BindMount).source
        : mountpointOf(root, parseVolumeName(volume, "mount"));
    const refuse = (reason: string, hint: string): never => {
      throw new CodedError("invalid", "invalid-mount", `mount ${source}:${target}: ${reason}`, { hint });
    };
    if (source.includes("\0") || target.includes("\0"))
      refuse("a NUL byte is no part of a path", "leave it out");
    if (!isAbsolute(source))
      refuse("the host's path is not absolute", `write it from the root, or as ./${source}`);
    if (!isAbsolute(target)) refuse("the container's path is not absolute", `write /${target}`);
    const normal = posix.normalize(target).replace(/(.)\/$/, "$1");
    if (normal === "/") refuse("the container's root cannot be replaced", "choose a folder below /");
    if (/^\/proc(\/|$)/.test(normal) && !PROC_FILES.has(normal)) {
      refuse("the container's /proc tells of its own processes", "choose a folder outside of /proc");
    }
    if (targets.has(normal)) refuse(`${normal} is mounted twice`, "leave one of them out");
    targets.add(normal);
    return { source, target: normal, readOnly, ...(volume === undefined ? {} : { volume }) };
  });
}

/** What lxcfs and the like give a container in the kernel's place; the rest of /proc guards it, so runc refuses it too. */
const PROC_FILES = new Set(
  ["cpuinfo", "diskstats", "loadavg", "meminfo", "slabinfo", "stat", "swaps", "uptime"].map(
    (name) => `/proc/${name}`,
  ),
);

/** As Docker's -v does: a source that is missing becomes a folder. */
export function makeMissingSources(mounts: readonly BindMount[]): void {
  for (const { source, target, volume } of mounts) {
    if (volume !== undefined) continue;
    try {
      if (statSync(source, { throwIfNoEntry: false }) === undefined) makeFolders(source);
    } catch (error) {
      throw asCodedError(error, `mount ${source}:${target}`);
    }
  }
}
