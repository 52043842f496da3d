import { dirname } from "node:path";
import type { CgroupFiles } from "./files.ts";

/**
 * Lets the folders below a v2 folder have these controllers, enabling them along the path from the mount point.
 * Moves nobody's processes to make room: where the kernel says no, the answer maps each controller that cannot
 * be had to the reason.
 */
export function delegate(
  { folder, mountPoint }: { readonly folder: string; readonly mountPoint: string },
  controllers: readonly string[],
  files: CgroupFiles,
): Map<string, string> {
  const enabled = words(files.read(`${folder}/cgroup.subtree_control`));
  const lacking = controllers.filter((controller) => !enabled.includes(controller));
  if (lacking.length === 0) return new Map();
  const offered = words(files.read(`${folder}/cgroup.controllers`));
  const missing = lacking.filter((controller) => !offered.includes(controller));
  const refused =
    missing.length > 0 && folder !== mountPoint
      ? delegate({ folder: dirname(folder), mountPoint }, missing, files)
      : new Map<string, string>(missing.map((controller) => [controller, `no ${controller} controller`]));
  for (const controller of lacking) {
    if (refused.has(controller)) continue;
    const reason = enable(folder, controller, files);
    if (reason !== undefined) refused.set(controller, reason);
  }
  return refused;
}

/** One at a time: a write of several is all or nothing, and would lose those that can be had. */
function enable(folder: string, controller: string, files: CgroupFiles): string | undefined {
  try {
    files.write(`${folder}/cgroup.subtree_control`, `+${controller}`);
    return undefined;
  } catch (error) {
    return EXPLANATIONS[(error as NodeJS.ErrnoException).code ?? ""]?.(folder) ?? String(error);
  }
}

/** Why the kernel refuses (its document "Control Group v2"), in words for a person. */
const EXPLANATIONS: Record<string, (folder: string) => string> = {
  EBUSY: (folder) => `${folder} holds processes of its own, so the kernel lets it hand no limit down`,
  EOPNOTSUPP: (folder) => `${folder} is threaded or "domain invalid", where this controller does not work`,
  ENOTSUP: (folder) => `${folder} is threaded or "domain invalid", where this controller does not work`,
  EROFS: (folder) => `${folder} is read-only`,
  EACCES: (folder) => `no permission to change ${folder}`,
  EPERM: (folder) => `no permission to change ${folder}`,
};

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
