import type { Waste, WastedFile } from "../../src/image/layer/waste.ts";
import { GRAPH } from "../../src/stores/details-store.ts";
import {
  type BrightCells,
  brightCells,
  type GraphRow,
  graphRows,
} from "../../src/stores/history/graph-rows.ts";
import type { Loadable } from "../../src/stores/keyed-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { subjectOf } from "../../src/stores/view/listing.ts";

/** What a tab shows as a list with a cursor of its own. */
export interface PaneList<T> {
  /** Under which its cursor is kept. */
  readonly key: string;
  readonly cursor: number;
  readonly rows: readonly T[];
  /** How many rows above it say what its columns are. */
  readonly headings: 0 | 1;
}

export interface WasteShown extends PaneList<WastedFile> {
  readonly waste: Waste;
}

/** The waste of the selected image, or the part of it that the selected layer carries. */
export function wasteShown(stores: Stores): Loadable<WasteShown> {
  const { navigation, cursors } = stores.view.store.getState();
  const subject = subjectOf(stores.listing.getState(), navigation.panel);
  if (subject.of !== "image" && subject.of !== "layer") return { status: "loading" };
  const imageId = subject.of === "image" ? subject.image.id : subject.imageId;
  const read = stores.details.waste.store.getState().get(imageId) ?? { status: "loading" };
  if (read.status !== "ready") return read;
  const waste = read.value;
  const layer = subject.of === "layer" ? subject.layer.index : undefined;
  const rows = layer === undefined ? waste.files : carriedBy(waste, layer);
  const key = ["waste", imageId, layer].join(" ");
  return { status: "ready", value: { key, cursor: cursors.get(key) ?? 0, rows, headings: 1, waste } };
}

const partsOfLayers = new WeakMap<Waste, Map<number, readonly WastedFile[]>>();

function carriedBy(waste: Waste, layer: number): readonly WastedFile[] {
  const known = partsOfLayers.get(waste) ?? new Map<number, readonly WastedFile[]>();
  partsOfLayers.set(waste, known);
  let part = known.get(layer);
  if (part === undefined) {
    part = waste.files
      .flatMap(({ path, copies: all }) => {
        const copies = all.filter((copy) => copy.layer === layer);
        const sizeBytes = copies.reduce((sum, copy) => sum + copy.sizeBytes, 0);
        return sizeBytes === 0 ? [] : [{ path, sizeBytes, copies }];
      })
      .sort((a, b) => b.sizeBytes - a.sizeBytes);
    known.set(layer, part);
  }
  return part;
}

export interface HistoryShown extends PaneList<GraphRow> {
  /** The way of the selected image, by row. */
  readonly bright: ReadonlyMap<number, BrightCells>;
}

const graphs = new WeakMap<object, readonly GraphRow[]>();
const ways = new WeakMap<readonly GraphRow[], { id: string; bright: HistoryShown["bright"] }>();

/** The layers of all images; the cursor first stands on the selected one. */
export function historyShown(stores: Stores): Loadable<HistoryShown> {
  const read = stores.details.graph.store.getState().get(GRAPH) ?? { status: "loading" };
  if (read.status !== "ready") return read;
  const rows = graphs.get(read.value) ?? graphRows(read.value);
  graphs.set(read.value, rows);
  const id = stores.listing.getState().image?.id ?? "";
  const known = ways.get(rows);
  const bright = known?.id === id ? known.bright : brightCells(rows, id);
  ways.set(rows, { id, bright });
  const key = ["history", id].join(" ");
  const first = bright.keys().next().value ?? 0;
  const cursor = stores.view.store.getState().cursors.get(key) ?? first;
  return {
    status: "ready",
    value: { key, cursor: Math.min(cursor, Math.max(0, rows.length - 1)), rows, headings: 0, bright },
  };
}

/** The list that the main pane shows now; undefined when it shows none. */
export function paneListNow(stores: Stores): PaneList<unknown> | undefined {
  const { navigation } = stores.view.store.getState();
  const tab = navigation.tabs[navigation.panel];
  const shown = tab === "waste" ? wasteShown(stores) : tab === "history" ? historyShown(stores) : undefined;
  return shown?.status === "ready" ? shown.value : undefined;
}
