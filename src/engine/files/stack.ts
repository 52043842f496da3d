import { join } from "node:path";
import type { Digest } from "../../base/digest.ts";
import { inTurns } from "../../base/steps.ts";
import type { LayerStore } from "../../image/layer/layer-store.ts";
import { putOn, settleStack } from "../../image/layer/merge.ts";
import { findEntry, type Tree, type TreeEntry } from "../../image/layer/tree.ts";
import { walkFolder } from "../../image/layer/walk.ts";
import { bundleOf } from "../containers/bundle.ts";
import { mountTargets } from "../containers/changes.ts";
import type { ContainersContext } from "../containers/context.ts";
import { resolveContainer } from "../containers/resolve.ts";
import { readDefinition } from "../containers/start.ts";
import type { Images } from "../images/images.ts";
import type { FilesOf } from "./files.ts";

export interface FilesContext extends Pick<ContainersContext, "state" | "root"> {
  readonly images: Pick<Images, "layers">;
  readonly layers: () => Promise<LayerStore>;
}

/** Merged files, and the folders in overlay form that they lie in: entry.layer says which. */
export interface Stack {
  readonly tree: Tree;
  readonly dirs: readonly string[];
}

export async function stackOf(context: FilesContext, of: FilesOf): Promise<Stack> {
  const store = await context.layers();
  const { chainIds, upper } = await partsOf(context, of);
  const dirs = chainIds.map((chainId) => store.dirOf(chainId).fsDir);
  const below = await store.readStack(chainIds);
  if (upper === undefined) return { tree: below, dirs };
  const own = withoutBare(await walkFolder(upper.dir), below, upper.targets);
  const tree = settleStack(await inTurns(putOn(below.entries, own, chainIds.length)));
  return { tree, dirs: [...dirs, upper.dir] };
}

/** What somebody's files are made of. */
export interface Parts {
  /** Base first. */
  readonly chainIds: readonly Digest[];
  /** What a container wrote over the layers; `targets` are the absolute paths on which something is mounted. */
  readonly upper: { readonly dir: string; readonly targets: readonly string[] } | undefined;
}

export async function partsOf(context: FilesContext, of: FilesOf): Promise<Parts> {
  if (of.of === "container") {
    const { id } = resolveContainer(context.state, of.ref, "read files of");
    const definition = readDefinition(context, id);
    const { dir } = bundleOf(context.root, id);
    return {
      chainIds: definition.layers,
      upper: { dir: join(dir, "upper"), targets: mountTargets(definition, dir) },
    };
  }
  const layers = await context.images.layers(of.ref);
  const count = of.of === "layer" ? of.layer + 1 : layers.length;
  return { chainIds: layers.slice(0, count).map(({ chainId }) => chainId), upper: undefined };
}

/** Leaves out what was only made to be mounted on. */
function withoutBare(upper: Tree, below: Tree, targets: readonly string[]): Tree {
  const points = new Set(targets.map((target) => target.slice(1)));
  const isBare = ({ path, kind, sizeBytes }: TreeEntry): boolean =>
    points.has(path) &&
    (kind === "directory" || (kind === "file" && sizeBytes === 0)) &&
    findEntry(below, path) === undefined;
  return { entries: upper.entries.filter((entry) => !isBare(entry)) };
}

/** The folder that holds an entry of the stack. */
export function folderOf({ dirs }: Stack, { layer }: TreeEntry): string {
  return dirs[layer ?? -1] ?? "";
}
