import { dirname } from "node:path";
import { getSystemErrorMessage } from "node:util";
import { inheritCpuset } from "./cpuset.ts";
import { delegate } from "./delegate.ts";
import type { CgroupFiles } from "./files.ts";
import type { CgroupFolder, CgroupPlan, CgroupWarning, PlacedWrite } from "./plan-cgroup.ts";

export interface MadeCgroup {
  /** The folders that are there now; a hierarchy that cannot be written is missing. */
  readonly folders: readonly CgroupFolder[];
  readonly warnings: readonly CgroupWarning[];
}

/** Makes the folders and writes the limits. Never fails: what cannot be had is a warning that names it. */
export function makeCgroup(plan: CgroupPlan, files: CgroupFiles): MadeCgroup {
  /** Why a limit cannot be had, by folder and controller. */
  const missing = new Map<string, string>();
  const folders = plan.folders.filter((folder) => {
    const reason = makeFolder(folder, plan.delegated, files, missing);
    if (reason !== undefined) missing.set(folder.path, reason);
    return reason === undefined;
  });
  const warnings = plan.writes.flatMap((write) => {
    const reason = missing.get(write.folder.path) ?? missing.get(write.controller) ?? tryWrite(write, files);
    return reason === undefined ? [] : [{ where: write.where, message: `${write.limit} ignored: ${reason}` }];
  });
  return { folders, warnings: unique([...plan.warnings, ...warnings]) };
}

/** Makes one folder with those above it. Answers with the reason when that cannot be. */
function makeFolder(
  folder: CgroupFolder,
  delegated: readonly string[],
  files: CgroupFiles,
  missing: Map<string, string>,
): string | undefined {
  const makeOne = (path: string): void => {
    const parent = dirname(path);
    if (folder.version === 2 && delegated.length > 0) {
      for (const [name, reason] of delegate(
        { folder: parent, mountPoint: folder.mountPoint },
        delegated,
        files,
      )) {
        missing.set(name, reason);
      }
    }
    if (makeUnlessThere(path, files) && folder.controllers.includes("cpuset")) {
      inheritCpuset(files, path, parent);
    }
  };
  // The folder itself first: in all but the first start of a root, the ones above are there.
  const makeWithParents = (path: string): void => {
    try {
      makeOne(path);
    } catch (error) {
      if (codeOf(error) !== "ENOENT" || dirname(path) === folder.mountPoint) throw error;
      makeWithParents(dirname(path));
      makeOne(path);
    }
  };
  for (let attempt = 0; ; attempt += 1) {
    try {
      makeWithParents(folder.path);
      return undefined;
    } catch (error) {
      // Another process may have cleaned the folder above, empty at that moment, under our feet.
      if (codeOf(error) === "ENOENT" && attempt < 3) continue;
      return `cannot make ${folder.path}: ${reasonOf(error)}`;
    }
  }
}

function makeUnlessThere(path: string, files: CgroupFiles): boolean {
  try {
    files.makeFolder(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function tryWrite({ folder, file, value }: PlacedWrite, files: CgroupFiles): string | undefined {
  try {
    files.write(`${folder.path}/${file}`, value);
    return undefined;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return `this kernel has no ${file}`;
    return `cannot write ${JSON.stringify(value)} to ${file}: ${reasonOf(error)}`;
  }
}

function unique(warnings: readonly CgroupWarning[]): CgroupWarning[] {
  return [...new Map(warnings.map((warning) => [warning.message, warning])).values()];
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function reasonOf(error: unknown): string {
  const { errno } = error as NodeJS.ErrnoException;
  return errno === undefined ? String(error) : getSystemErrorMessage(errno);
}
