import type { ContainerSummary } from "../../engine/containers/containers.ts";
import type { ImageSummary } from "../../engine/images/images.ts";
import type { Network } from "../../engine/networks/networks.ts";
import type { Volume } from "../../engine/volumes/volumes.ts";
import { type ListedLayer, layerBytes, layerIndex, layerMaker } from "./listed-layer.ts";

/** The order of a list. Each column has a natural direction, newest, largest or running first; `reverse` turns it. */
export interface Sort {
  readonly column: SortColumn;
  readonly reverse: boolean;
}

export type SortColumn =
  | "age"
  | "name"
  | "status"
  | "image"
  | "size"
  | "layers"
  | "number"
  | "command"
  | "users";

/** How one column orders: the smaller key stands first. */
interface Column<T> {
  readonly column: SortColumn;
  readonly key: (item: T) => string | number;
}

/** What each list can be sorted by, first as the engine gives it. */
export const CONTAINER_COLUMNS: readonly Column<ContainerSummary>[] = [
  { column: "age", key: ({ createdAtMs = 0 }) => -createdAtMs },
  { column: "name", key: ({ name }) => name },
  { column: "status", key: ({ state }) => STATUS_ORDER.indexOf(state.status) },
  { column: "image", key: ({ image }) => image },
];

export const IMAGE_COLUMNS: readonly Column<ImageSummary>[] = [
  { column: "age", key: ({ createdAtMs = 0 }) => -createdAtMs },
  { column: "name", key: ({ references }) => references[0] ?? "~" },
  { column: "size", key: ({ sizeBytes }) => -sizeBytes },
  { column: "layers", key: ({ layerCount }) => -layerCount },
];

export const LAYER_COLUMNS: readonly Column<ListedLayer>[] = [
  { column: "number", key: (listed) => -layerIndex(listed) },
  { column: "size", key: (listed) => -layerBytes(listed) },
  { column: "command", key: layerMaker },
];

export const VOLUME_COLUMNS: readonly Column<Volume>[] = [
  { column: "name", key: ({ name }) => name },
  { column: "age", key: ({ createdAtMs }) => -createdAtMs },
  { column: "users", key: ({ usedBy }) => -usedBy.length },
];

export const NETWORK_COLUMNS: readonly Column<Network>[] = [
  { column: "name", key: ({ name }) => name },
  { column: "users", key: ({ members }) => -members.length },
];

/** Sorted, equal ones in the order they came; the list itself when it has that order already. */
export function sortItems<T>(items: readonly T[], columns: readonly Column<T>[], sort: Sort): readonly T[] {
  const column = columns.find((one) => one.column === sort.column);
  if (column === undefined || (column === columns[0] && !sort.reverse)) return items;
  if (column === columns[0]) return items.toReversed();
  const keyed = items.map((item) => ({ item, key: column.key(item) }));
  const sign = sort.reverse ? -1 : 1;
  keyed.sort((a, b) => sign * compare(a.key, b.key));
  return keyed.map(({ item }) => item);
}

/** The same column the other way round. */
export function reversed({ column, reverse }: Sort): Sort {
  return { column, reverse: !reverse };
}

/** The column behind this one, the first again behind the last. */
export function nextSort(columns: readonly { readonly column: SortColumn }[], { column }: Sort): Sort {
  const at = columns.findIndex((one) => one.column === column);
  const next = columns[(at + 1) % columns.length]?.column ?? column;
  return { column: next, reverse: false };
}

const STATUS_ORDER: readonly string[] = ["running", "paused", "created", "exited"];
// web2 stands before web10.
const { compare: compareTexts } = new Intl.Collator("en", { numeric: true });

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : compareTexts(String(a), String(b));
}
