import { useRef } from "react";
import { useStore } from "zustand";
import { type Filter, parseFilter } from "../../src/stores/view/filter.ts";
import { inside, type SideRectangle } from "../layout.ts";
import { Region } from "../region.tsx";
import { useUi } from "../ui.ts";
import { keepVisible } from "../widgets/list.ts";
import { type RowLook, sideRows } from "./side-frame.ts";

/** How one row of a side panel is to be drawn. */
export interface SideRow {
  readonly columns: number;
  readonly look: RowLook;
  /** What the row begins with: one column while anything in the list is marked, none before. */
  readonly mark: string;
  /** What the list is filtered by, for showing the letters that fit. */
  readonly filter: Filter;
}

interface SideListProps<T> {
  readonly at: SideRectangle;
  /** "Containers", "Layers of nginx:1.27", in at most so many columns. */
  readonly title: (columns: number) => string;
  /** What the filter leaves, in the list's order. */
  readonly items: readonly T[];
  /** How many there are without the filter. */
  readonly total: number;
  /** Said in place of rows when there are none. */
  readonly empty: string;
  readonly draw: (item: T, row: SideRow) => string;
}

/** A list at the side: its frame, its window on the rows, its cursor, marks, filter and order. */
export function SideList<T extends { readonly id: string }>(props: SideListProps<T>) {
  const { at, title, items, total, empty, draw } = props;
  const { panel } = at;
  const { stores, theme, words } = useUi();
  const { store } = stores.view;
  const index = useStore(store, ({ navigation }) => navigation.selected[panel].index);
  const focused = useStore(
    store,
    ({ navigation }) => navigation.focus === "side" && navigation.panel === panel,
  );
  const filter = useStore(store, ({ navigation }) => navigation.filters[panel]);
  const sort = useStore(store, ({ navigation }) => navigation.sorts[panel]);
  const marks = useStore(store, ({ navigation }) => navigation.marks[panel]);
  const top = useRef(0);
  const extent = { count: items.length, height: inside(at).rows };
  const list = keepVisible({ selected: index, top: top.current }, extent);
  top.current = list.top;
  const parsed = parseFilter(filter);
  const rows = sideRows({
    at,
    theme,
    words: words.lists,
    title,
    focused,
    filter,
    sort,
    marks,
    list,
    idOf: (at) => items[at]?.id,
    count: items.length,
    total,
    empty,
    draw: (at, columns, look, mark) => draw(items[at]!, { columns, look, mark, filter: parsed }),
  });
  return <Region at={at} rows={rows} />;
}
