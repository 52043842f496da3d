import type { ImageLayers, LayerSummary } from "../../engine/images/images.ts";

/** A layer in the graph of all images; every row stands above the layer that it was built on. */
export interface GraphRow {
  readonly layer: LayerSummary;
  /** An image that has it, for who wants to go there. */
  readonly imageId: string;
  /** Images whose last layer it is. */
  readonly images: readonly ImageLayers[];
  /** Counted from 0; all lanes left of it pass by. */
  readonly lane: number;
  /** Its lane ends here and goes on in the one left of it. */
  readonly joins: boolean;
  /** The row of the layer below it; undefined for a base. */
  readonly below: number | undefined;
}

/**
 * The layers of all images as `git log --graph` shows commits: a layer that several images share stands once, and
 * what was built on it comes in from the right. What is newest comes first. No lane is kept longer than it must be.
 */
export function graphRows(images: readonly ImageLayers[]): GraphRow[] {
  const bases = plant(images);
  const rows: Mutable<GraphRow>[] = [];
  const grow = (node: Node, lane: number, joins: boolean): number => {
    const above = byAge(node.above.values()).map((next, index) =>
      index === 0 ? grow(next, lane, false) : grow(next, lane + 1, true),
    );
    const own = rows.length;
    const { layer, imageId, images: ending } = node;
    rows.push({ layer, imageId, images: ending, lane, joins, below: undefined });
    for (const row of above) rows[row]!.below = own;
    return own;
  };
  for (const base of byAge(bases.values())) grow(base, 0, false);
  return rows;
}

/** What of a row belongs to the way of one image down to its base. */
export interface BrightCells {
  readonly node: boolean;
  /** The lane through which the way passes by. */
  readonly lane: number | undefined;
}

/** By row; rows that the way does not touch are left out. */
export function brightCells(rows: readonly GraphRow[], imageId: string): ReadonlyMap<number, BrightCells> {
  const cells = new Map<number, BrightCells>();
  let at: number | undefined = rows.findIndex(({ images }) => images.some(({ id }) => id === imageId));
  while (at !== undefined && at >= 0) {
    const { lane, joins, below }: GraphRow = rows[at]!;
    cells.set(at, { node: true, lane: undefined });
    for (let row = at + 1; row < (below ?? 0); row += 1) {
      cells.set(row, { node: false, lane: joins ? lane - 1 : lane });
    }
    at = below;
  }
  return cells;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Node {
  readonly layer: LayerSummary;
  readonly imageId: string;
  readonly images: ImageLayers[];
  /** By chain id. */
  readonly above: Map<string, Node>;
  newestMs: number;
}

function plant(images: readonly ImageLayers[]): Map<string, Node> {
  const bases = new Map<string, Node>();
  for (const image of images) {
    let at = bases;
    let last: Node | undefined;
    for (const layer of image.layers) {
      const node: Node = at.get(layer.chainId) ?? {
        layer,
        imageId: image.id,
        images: [],
        above: new Map(),
        newestMs: 0,
      };
      at.set(layer.chainId, node);
      node.newestMs = Math.max(node.newestMs, image.createdAtMs ?? 0);
      at = node.above;
      last = node;
    }
    last?.images.push(image);
  }
  return bases;
}

function byAge(nodes: Iterable<Node>): Node[] {
  return [...nodes].sort((a, b) => b.newestMs - a.newestMs);
}
