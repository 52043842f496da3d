import type { InspectPlace } from "../../src/stores/view/places.ts";

/** One value of a JSON document, in the order of the document: all that is in it comes right behind it. */
export interface InspectNode {
  /** Keys from the outermost in, joined; names the node in any version of the document. */
  readonly path: string;
  readonly depth: number;
  readonly key: string;
  readonly value: unknown;
  /** What stands behind the key: the value, or for one that holds others how many. */
  readonly text: string;
  readonly holds: boolean;
  /** Position behind the last node in it. */
  readonly end: number;
}

const known = new WeakMap<object, readonly InspectNode[]>();

export function inspectTree(value: object): readonly InspectNode[] {
  let nodes = known.get(value);
  if (nodes === undefined) {
    const made: InspectNode[] = [];
    addAll(made, value, "", 0);
    nodes = made;
    known.set(value, nodes);
  }
  return nodes;
}

/** Positions of the nodes that are not in a folded one. */
export function visibleNodes(
  nodes: readonly InspectNode[],
  { folded }: Pick<InspectPlace, "folded">,
): number[] {
  const rows: number[] = [];
  for (let index = 0; index < nodes.length; ) {
    const node = nodes[index]!;
    rows.push(index);
    index = node.holds && folded.has(node.path) ? node.end : index + 1;
  }
  return rows;
}

/** The place with this node in sight: unfolded what holds it, and the cursor on it. */
export function placeAt(place: InspectPlace, nodes: readonly InspectNode[], index: number): InspectPlace {
  const folded = new Set(place.folded);
  for (const [at, { path, end, holds }] of nodes.entries()) {
    if (at >= index) break;
    if (holds && end > index) folded.delete(path);
  }
  return { ...place, folded, path: nodes[index]?.path ?? "" };
}

/** The row of the node that the cursor is on, or of what holds it while that is folded. */
export function cursorRow(
  nodes: readonly InspectNode[],
  rows: readonly number[],
  { path }: InspectPlace,
): number {
  const index = nodes.findIndex((node) => node.path === path);
  return Math.max(
    0,
    rows.findLastIndex((row) => row <= Math.max(0, index)),
  );
}

function addAll(nodes: InspectNode[], value: object, above: string, depth: number): void {
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const path = `${above}\0${key}`;
    const holds = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
    const at = nodes.length;
    const text = holds ? sizeText(inner) : JSON.stringify(inner);
    nodes.push({ path, depth, key, value: inner, text, holds, end: at + 1 });
    if (!holds) continue;
    addAll(nodes, inner, path, depth + 1);
    nodes[at] = { ...nodes[at]!, end: nodes.length };
  }
}

function sizeText(value: object): string {
  return Array.isArray(value) ? `[${value.length}]` : `{${Object.keys(value).length}}`;
}
