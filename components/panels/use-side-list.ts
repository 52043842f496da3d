import { useRef } from "react";
import { useStore } from "zustand";
import type { SidePanel } from "../../src/stores/view/navigation.ts";
import type { Sort } from "../../src/stores/view/sort.ts";
import { inside, type SideRectangle } from "../layout.ts";
import { useUi } from "../ui.ts";
import { keepVisible, type ListState } from "../widgets/list.ts";

interface SideList {
  readonly list: ListState;
  readonly focused: boolean;
  readonly filter: string;
  readonly sort: Sort;
  readonly marks: ReadonlySet<string>;
}

/** What a side panel needs of the navigation; the window's place lives as long as the panel. */
export function useSideList(panel: SidePanel, at: SideRectangle, count: number): SideList {
  const { stores } = useUi();
  const index = useStore(stores.view.store, ({ navigation }) => navigation.selected[panel].index);
  const focused = useStore(
    stores.view.store,
    ({ navigation }) => navigation.focus === "side" && navigation.panel === panel,
  );
  const filter = useStore(stores.view.store, ({ navigation }) => navigation.filters[panel]);
  const sort = useStore(stores.view.store, ({ navigation }) => navigation.sorts[panel]);
  const marks = useStore(stores.view.store, ({ navigation }) => navigation.marks[panel]);
  const top = useRef(0);
  const list = keepVisible({ selected: index, top: top.current }, { count, height: inside(at).rows });
  top.current = list.top;
  return { list, focused, filter, sort, marks };
}
