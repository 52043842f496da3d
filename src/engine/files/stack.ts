import { join } from "node:path";
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
  const dirsOf = (chainIds: Parameters<LayerStore["readStack"]>[0]) =>
    chainIds.map((chainId) => store.dirOf(chainId).fsDir);
  if (of.of === "container") {
    const { id } = resolveContainer(context.state, of.ref, "read files of");
    const definition = readDefinition(context, id);
    const { layers } = definition;
    const { dir } = bundleOf(context.root, id);
    const upperDir = join(dir, "upper");
    const below = await store.readStack(layers);
    const upper = withoutBare(await walkFolder(upperDir), below, mountTargets(definition, dir));
    const tree = settleStack(await inTurns(putOn(below.entries, upper, layers.length)));
    return { tree, dirs: [...dirsOf(layers), upperDir] };
  }
  const layers = await context.images.layers(of.ref);
  const count = of.of === "layer" ? of.layer + 1 : layers.length;
  const chainIds = layers.slice(0, count).map(({ chainId }) => chainId);
  return { tree: await store.readStack(chainIds), dirs: dirsOf(chainIds) };
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
