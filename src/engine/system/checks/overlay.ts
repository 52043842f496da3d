import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolders } from "../../../base/make-folders.ts";
import type { StoreRoot } from "../../../base/store-root.ts";
import type { Machine } from "../machine.ts";
import type { Finding } from "../system.ts";

/** Really mounts one, on the disk that holds the data and in a mount namespace that goes with the try. */
export async function checkOverlay(machine: Machine, root: StoreRoot): Promise<Finding> {
  const subject = "overlay";
  const unshare = machine.findProgram("unshare");
  if (unshare === undefined || machine.uid !== 0) return byName(machine);
  let dir: string;
  try {
    makeFolders(root.dataDir);
    dir = mkdtempSync(join(root.dataDir, ".doctor-"));
  } catch (thrown) {
    return {
      subject,
      verdict: "missing",
      detail: `cannot write ${root.dataDir}: ${(thrown as Error).message}`,
      remedy: "choose a writable folder with --root DIR",
    };
  }
  try {
    for (const name of ["lower", "upper", "work", "merged"]) mkdirSync(join(dir, name));
    const options = `lowerdir=${dir}/lower,upperdir=${dir}/upper,workdir=${dir}/work`;
    const failure = await machine.tryProgram(unshare, [
      "--mount",
      "mount",
      "-t",
      "overlay",
      "overlay",
      "-o",
      options,
      join(dir, "merged"),
    ]);
    if (failure === undefined)
      return { subject, verdict: "ok", detail: `a try on ${root.dataDir} went well` };
    return {
      subject,
      verdict: "missing",
      detail: failure.split("\n")[0] ?? failure,
      remedy: remedyFor(machine),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function byName({ fileSystems }: Machine): Finding {
  const subject = "overlay";
  return fileSystems.has("overlay")
    ? { subject, verdict: "ok", detail: "the kernel knows it" }
    : { subject, verdict: "missing", detail: "the kernel does not know it", remedy: "modprobe overlay" };
}

function remedyFor({ fileSystems }: Machine): string {
  return fileSystems.has("overlay")
    ? "keep the data on ext4, xfs or btrfs: wherry --root DIR"
    : "modprobe overlay, or boot a kernel with CONFIG_OVERLAY_FS";
}
