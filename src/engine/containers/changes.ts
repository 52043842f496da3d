import { join } from "node:path";
import { defaultMounts } from "../../../runtime/index.ts";
import type { ChangedPath } from "../../image/layer/compare.ts";
import type { ContainerRow } from "../../state/containers.ts";
import { bundleOf } from "./bundle.ts";
import { bundleFileMounts } from "./bundle-files.ts";
import type { ContainersContext } from "./context.ts";
import type { ContainerDefinition } from "./definition.ts";
import { readDefinition } from "./start.ts";

/** What the container changed against its image. What only had to be there to be mounted on is not its doing. */
export async function containerChanges(
  context: ContainersContext,
  row: ContainerRow,
): Promise<ChangedPath[]> {
  const definition = readDefinition(context, row.id);
  const { dir } = bundleOf(context.root, row.id);
  const changed = await context.layers.changesOf(join(dir, "upper"), definition.layers);
  return withoutMountPoints(changed, mountTargets(definition, dir));
}

/** Absolute paths on which something is mounted in a container. */
export function mountTargets({ options }: ContainerDefinition, bundleDir: string): string[] {
  const own = [...defaultMounts(), ...bundleFileMounts(bundleDir, false)];
  return [
    ...own.map(({ destination }) => destination),
    ...(options.mounts ?? []).map(({ target }) => target),
  ];
}

/** Drops bare mount points, and the directories that are only named for having them. `changed` is in tree order. */
export function withoutMountPoints(
  changed: readonly ChangedPath[],
  targets: readonly string[],
): ChangedPath[] {
  const points = new Set(targets.map((target) => target.slice(1)));
  const hidden = new Set(changed.filter((change) => points.has(change.path) && isBare(change)));
  if (hidden.size === 0) return [...changed];
  const shown = changed.filter((change) => !hidden.has(change));
  const parents = new Set([...hidden].flatMap(({ path }) => parentsOf(path)));
  // A parent stays when something else in it has changed.
  const isNeeded = ({ path }: ChangedPath, at: number): boolean => {
    for (let next = at + 1; shown[next]?.path.startsWith(`${path}/`); next += 1) {
      if (!parents.has(shown[next]!.path)) return true;
    }
    return false;
  };
  return shown.filter((change, at) => !parents.has(change.path) || isNeeded(change, at));
}

function isBare({ change, entry }: ChangedPath): boolean {
  return (
    change === "added" && (entry.kind === "directory" || (entry.kind === "file" && entry.sizeBytes === 0))
  );
}

function parentsOf(path: string): string[] {
  const names = path.split("/");
  return names.slice(1).map((_, n) => names.slice(0, n + 1).join("/"));
}
