import { rowIds } from "../../src/stores/view/listing.ts";
import { reselect } from "../../src/stores/view/selection.ts";
import {
  CONTAINER_COLUMNS,
  IMAGE_COLUMNS,
  LAYER_COLUMNS,
  NETWORK_COLUMNS,
  nextSort,
  reversed,
  VOLUME_COLUMNS,
} from "../../src/stores/view/sort.ts";
import type { ActionRow } from "../keymap/action.ts";
import type { Desk } from "./desk.ts";
import { move } from "./motion.ts";

const where = "everywhere";

/** What works in every side list: marks, the order, the way through what a filter found. */
export function listActions(desk: Desk): ActionRow[] {
  const { view } = desk.stores;
  const { reasons } = desk.words;
  const inList = (): string | undefined =>
    view.store.getState().navigation.focus === "side" ? undefined : reasons.onlyInLists;
  const hasRows = (): string | undefined =>
    inList() ?? (listed(desk).length === 0 ? reasons.nothingSelected : undefined);
  const isFiltered = (): string | undefined => {
    const { filters, panel } = view.store.getState().navigation;
    return inList() ?? (filters[panel] === "" ? reasons.noFilter : undefined);
  };
  return [
    { id: "everywhere.mark", keys: ["space"], where, run: () => mark(desk), disabledReason: hasRows },
    {
      id: "everywhere.mark-all",
      keys: ["*"],
      where,
      hidden: true,
      run: () => markAll(desk),
      disabledReason: hasRows,
    },
    {
      id: "everywhere.sort",
      keys: ["o"],
      where,
      hidden: true,
      run: () => {
        const { panel, sorts } = view.store.getState().navigation;
        view.navigate({ type: "sort", panel, sort: nextSort(COLUMNS[panel], sorts[panel]) });
      },
      disabledReason: inList,
    },
    {
      id: "everywhere.reverse",
      keys: ["O"],
      where,
      hidden: true,
      run: () => {
        const { panel, sorts } = view.store.getState().navigation;
        view.navigate({ type: "sort", panel, sort: reversed(sorts[panel]) });
      },
      disabledReason: inList,
    },
    {
      id: "everywhere.next-match",
      keys: ["n"],
      where,
      hidden: true,
      run: () => goRound(desk, 1),
      disabledReason: isFiltered,
    },
    {
      id: "everywhere.previous-match",
      keys: ["N"],
      where,
      hidden: true,
      run: () => goRound(desk, -1),
      disabledReason: isFiltered,
    },
  ];
}

const COLUMNS = {
  containers: CONTAINER_COLUMNS,
  images: IMAGE_COLUMNS,
  layers: LAYER_COLUMNS,
  volumes: VOLUME_COLUMNS,
  networks: NETWORK_COLUMNS,
};

function listed({ stores: { view, listing } }: Desk): readonly string[] {
  return rowIds(listing.getState(), view.store.getState().navigation.panel);
}

/** Marks what is selected, or takes the mark away, and goes one on: space, space, space marks three. */
function mark(desk: Desk): void {
  const { view } = desk.stores;
  const { panel, selected, marks } = view.store.getState().navigation;
  const { id } = reselect(selected[panel], listed(desk));
  if (id === undefined) return;
  const ids = new Set(marks[panel]);
  if (!ids.delete(id)) ids.add(id);
  view.navigate({ type: "mark", panel, ids });
  move(desk, { by: "row", amount: 1 });
}

/** Marks all that is listed; takes those marks away when all have one. */
function markAll(desk: Desk): void {
  const { view } = desk.stores;
  const { panel, marks } = view.store.getState().navigation;
  const rows = listed(desk);
  const ids = new Set(marks[panel]);
  const all = rows.every((id) => ids.has(id));
  for (const id of rows) all ? ids.delete(id) : ids.add(id);
  view.navigate({ type: "mark", panel, ids });
}

/** To the next row, from the last to the first. */
function goRound(desk: Desk, by: 1 | -1): void {
  const { view } = desk.stores;
  const { panel, selected } = view.store.getState().navigation;
  const rows = listed(desk);
  const { index } = reselect(selected[panel], rows);
  const next = (index + by + rows.length) % rows.length;
  if (rows.length > 0) view.navigate({ type: "select", panel, selection: { id: rows[next], index: next } });
}
