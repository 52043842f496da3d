import { join } from "node:path";
import type { RootLayers } from "../../../runtime/index.ts";
import type { LayerSource } from "./context.ts";
import type { ContainerDefinition } from "./definition.ts";
import { readStackFile, type StackFolder } from "./stack-file.ts";
import { type ResolvedUser, resolveUser } from "./user.ts";

/** The folders that make a container's root, as the runtime mounts them. */
export async function rootLayersOf(
  layers: LayerSource,
  bundleDir: string,
  { layers: chainIds }: ContainerDefinition,
): Promise<RootLayers> {
  return {
    lowerDirs: await layers.dirs(chainIds.toReversed()),
    upperDir: join(bundleDir, "upper"),
    workDir: join(bundleDir, "work"),
  };
}

/** The same folders, to be read as data: the upper directory first. */
export async function stackFolders(
  layers: LayerSource,
  bundleDir: string,
  { layers: chainIds }: Pick<ContainerDefinition, "layers">,
): Promise<StackFolder[]> {
  const upperDir = join(bundleDir, "upper");
  const dirs = await layers.dirs(chainIds);
  const lower = chainIds.map((chainId, n) => ({
    dir: dirs[n]!,
    isOpaque: (path: string) => layers.isOpaque(chainId, path),
  }));
  return [{ dir: upperDir, isOpaque: (path) => layers.isOpaqueFolder(upperDir, path) }, ...lower.reverse()];
}

/** The root of a container that runs, as its own processes see it; it has no layers any more that could hide anything. */
export function runningFolders(pid: number): StackFolder[] {
  // The dot makes it the directory behind the kernel's link, which could not be opened without following it.
  return [{ dir: `/proc/${pid}/root/.`, isOpaque: async () => false }];
}

/** Looks a user up in the stack's own account files. */
export async function findUser(
  folders: readonly StackFolder[],
  user: string,
  groups: readonly string[] = [],
): Promise<ResolvedUser> {
  const [passwd, group] = await Promise.all(
    ["/etc/passwd", "/etc/group"].map((path) => readStackFile(folders, path, ACCOUNTS_LIMIT_BYTES)),
  );
  const accounts = { passwd: passwd?.toString("utf8"), group: group?.toString("utf8") };
  return resolveUser(user, accounts, groups);
}

/** Some ten thousand accounts: more is no list of users but a trap for who reads it. */
const ACCOUNTS_LIMIT_BYTES = 1024 * 1024;
