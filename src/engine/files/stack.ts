import { join } from "node:path";
import type { LayerStore } from "../../image/layer/layer-store.ts";
import { putOn, settleStack } from "../../image/layer/merge.ts";
import type { Tree, TreeEntry } from "../../image/layer/tree.ts";
import { walkFolder } from "../../image/layer/walk.ts";
import { bundleOf } from "../containers/bundle.ts";
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
    const { layers } = readDefinition(context, id);
    const upperDir = join(bundleOf(context.root, id).dir, "upper");
    const below = await store.readStack(layers);
    const upper = await walkFolder(upperDir);
    const tree = settleStack(putOn(below.entries, upper, layers.length));
    return { tree, dirs: [...dirsOf(layers), upperDir] };
  }
  const layers = await context.images.layers(of.ref);
  const count = of.of === "layer" ? of.layer + 1 : layers.length;
  const chainIds = layers.slice(0, count).map(({ chainId }) => chainId);
  return { tree: await store.readStack(chainIds), dirs: dirsOf(chainIds) };
}

/** The folder that holds an entry of the stack. */
export function folderOf({ dirs }: Stack, { layer }: TreeEntry): string {
  return dirs[layer ?? -1] ?? "";
}
