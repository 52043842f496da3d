import type { Waste, WastedCopy, WastedFile } from "../../src/image/layer/waste.ts";
import { fileKey, GRAPH } from "../../src/stores/details-store.ts";
import {
  type BrightCells,
  brightCells,
  type GraphRow,
  graphRows,
} from "../../src/stores/history/graph-rows.ts";
import type { Loadable } from "../../src/stores/keyed-store.ts";
import type { Stores } from "../../src/stores/stores.ts";
import { type Subject, subjectOf } from "../../src/stores/view/listing.ts";
import { NOTHING_SELECTED, reselect } from "../../src/stores/view/selection.ts";
import { stackOf } from "../../src/stores/view/shown-files.ts";

/** What a tab shows as a list with a cursor of its own. */
export interface PaneList<T> {
  /** Under which its cursor is kept. */
  readonly key: string;
  readonly cursor: number;
  readonly rows: readonly T[];
  /** The rows' ids: the cursor stays with its own when others come and go. */
  readonly ids: readonly string[];
  /** How many rows above it say what its columns are. */
  readonly headings: 0 | 1;
}

export interface WasteShown extends PaneList<WastedFile> {
  readonly waste: Waste;
}

/** The waste of the selected image, the part of it that the selected layer carries, or what a container hides. */
export function wasteShown(stores: Stores): Loadable<WasteShown> {
  const { navigation, cursors } = stores.view.store.getState();
  const subject = subjectOf(stores.listing.getState(), navigation.panel);
  const stack = stackOf(subject);
  const read = stack && stores.details.waste.store.getState().get(fileKey(stack));
  if (stack === undefined || read === undefined) return { status: "loading" };
  if (read.status !== "ready") return read;
  const waste = read.value;
  const part = partOf(waste, subject);
  const key = ["waste", fileKey(stack), part.name].join(" ");
  const { index } = reselect(cursors.get(key) ?? NOTHING_SELECTED, part.ids);
  return { status: "ready", value: { ...part, key, cursor: index, headings: 1, waste } };
}

interface Part {
  readonly name: string;
  readonly rows: readonly WastedFile[];
  readonly ids: readonly string[];
}

const parts = new WeakMap<Waste, Map<string, Part>>();

function partOf(waste: Waste, subject: Subject): Part {
  const known = parts.get(waste) ?? new Map<string, Part>();
  parts.set(waste, known);
  const index =
    subject.of === "layer" ? subject.layer.index : subject.of === "upper" ? subject.upper.index : "";
  const name = `${subject.of} ${index}`;
  let part = known.get(name);
  if (part === undefined) {
    const rows =
      subject.of === "layer"
        ? copiesWhere(waste, ({ layer }) => layer === index)
        : subject.of === "upper"
          ? copiesWhere(waste, ({ by }) => by === index)
          : waste.files;
    part = { name, rows, ids: rows.map(({ path }) => path) };
    known.set(name, part);
  }
  return part;
}

function copiesWhere(waste: Waste, isMeant: (copy: WastedCopy) => boolean): readonly WastedFile[] {
  return waste.files
    .flatMap(({ path, copies: all }) => {
      const copies = all.filter(isMeant);
      const sizeBytes = copies.reduce((sum, copy) => sum + copy.sizeBytes, 0);
      return sizeBytes === 0 ? [] : [{ path, sizeBytes, copies }];
    })
    .sort((a, b) => b.sizeBytes - a.sizeBytes);
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
  const first = { id: undefined, index: bright.keys().next().value ?? 0 };
  const ids = idsOf(rows);
  const { index } = reselect(stores.view.store.getState().cursors.get(key) ?? first, ids);
  return { status: "ready", value: { key, cursor: index, rows, ids, headings: 0, bright } };
}

const graphIds = new WeakMap<readonly GraphRow[], readonly string[]>();

function idsOf(rows: readonly GraphRow[]): readonly string[] {
  const ids = graphIds.get(rows) ?? rows.map(({ layer }) => layer.chainId);
  graphIds.set(rows, ids);
  return ids;
}

/** The list that the main pane shows now; undefined when it shows none. */
export function paneListNow(stores: Stores): PaneList<unknown> | undefined {
  const { navigation } = stores.view.store.getState();
  const tab = navigation.tabs[navigation.panel];
  const shown = tab === "waste" ? wasteShown(stores) : tab === "history" ? historyShown(stores) : undefined;
  return shown?.status === "ready" ? shown.value : undefined;
}
