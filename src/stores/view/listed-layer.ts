import type { ContainerSummary } from "../../engine/containers/containers.ts";
import type { LayerSummary } from "../../engine/images/images.ts";

/** A row of the Layers panel: a layer of an image, or what a container writes over them. */
export type ListedLayer =
  | { readonly of: "layer"; readonly id: string; readonly layer: LayerSummary }
  | { readonly of: "upper"; readonly id: string; readonly upper: UpperLayer };

/** The upper directory of a container, as the live top layer of its stack. */
export interface UpperLayer {
  readonly container: ContainerSummary;
  /** Counted from 0, the base of its image. */
  readonly index: number;
  /** Undefined until it is counted. */
  readonly sizeBytes: number | undefined;
}

/** A stack from the top down, as the eye goes through it. Layers are given base first. */
export function listStack(
  layers: readonly LayerSummary[],
  upper: Omit<UpperLayer, "index"> | undefined,
): readonly ListedLayer[] {
  const rows = layers.map((layer): ListedLayer => ({ of: "layer", id: layer.chainId, layer }));
  if (upper !== undefined) {
    rows.push({ of: "upper", id: upper.container.id, upper: { ...upper, index: layers.length } });
  }
  return rows.reverse();
}

/** Counted from 0, the base. */
export function layerIndex(listed: ListedLayer): number {
  return listed.of === "layer" ? listed.layer.index : listed.upper.index;
}

export function layerBytes(listed: ListedLayer): number {
  return listed.of === "layer" ? listed.layer.sizeBytes : (listed.upper.sizeBytes ?? 0);
}

/** The instruction that made it, or the container that writes it. */
export function layerMaker(listed: ListedLayer): string {
  return listed.of === "layer" ? listed.layer.createdBy : listed.upper.container.name;
}
