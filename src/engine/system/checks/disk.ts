import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { StoreRoot } from "../../../base/store-root.ts";
import { formatBytes } from "../../../base/units.ts";
import type { Finding } from "../system.ts";

/** Less than this and the next image may not fit. */
const COMFORTABLE_BYTES = 2e9;
const NEEDED_BYTES = 50e6;

export async function checkDisk({ dataDir }: StoreRoot): Promise<Finding> {
  const { bavail, bsize, files, ffree } = await statfs(await nearestFolder(dataDir));
  return judgeDisk({ dataDir, freeBytes: bavail * bsize, totalFiles: files, freeFiles: ffree });
}

/** Some file systems count no files: theirs is 0 of 0. */
export function judgeDisk(disk: {
  dataDir: string;
  freeBytes: number;
  totalFiles: number;
  freeFiles: number;
}): Finding {
  const subject = "disk";
  const detail = `${formatBytes(disk.freeBytes)} free at ${disk.dataDir}`;
  const remedy = "free some space, or choose another disk with --root DIR";
  if (disk.totalFiles > 0 && disk.freeFiles === 0) {
    return {
      subject,
      verdict: "missing",
      detail: `no file can be made at ${disk.dataDir}: no inodes left`,
      remedy,
    };
  }
  if (disk.freeBytes < NEEDED_BYTES) return { subject, verdict: "missing", detail, remedy };
  if (disk.freeBytes < COMFORTABLE_BYTES) return { subject, verdict: "degraded", detail, remedy };
  return { subject, verdict: "ok", detail };
}

/** The data folder may not be there yet: then the one that would hold it. */
async function nearestFolder(path: string): Promise<string> {
  for (let dir = path; dir !== dirname(dir); dir = dirname(dir)) {
    const found = await statfs(dir).catch(() => undefined);
    if (found !== undefined) return dir;
  }
  return "/";
}
