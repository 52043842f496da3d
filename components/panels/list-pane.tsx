import { useRef } from "react";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { keepVisible, listRows } from "../widgets/list.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { QuietPane } from "./notice-pane.tsx";
import type { PaneList } from "./pane-list.ts";
import type { RowLook } from "./side-frame.ts";

interface ListPaneProps<T> {
  readonly frame: Omit<MainFrame, "body">;
  readonly list: PaneList<T>;
  /** Above the list, when it has one. */
  readonly heading?: string;
  /** Said in place of rows when there are none. */
  readonly empty: string;
  /** Said before where in the list one stands. */
  readonly footer?: string;
  readonly draw: (
    row: T,
    index: number,
    look: { readonly columns: number; readonly look: RowLook },
  ) => string;
}

/** A list with a cursor in the main pane. */
export function ListPane<T>({ frame, list, heading, empty, footer, draw }: ListPaneProps<T>) {
  const { theme, words } = useUi();
  const window = useRef({ key: list.key, top: 0 });
  const { columns, rows: space } = inside(frame.at);
  const { rows } = list;
  const height = Math.max(1, space - list.headings);
  if (rows.length === 0)
    return <QuietPane frame={{ ...frame, footer: footerOf([footer], theme) }} text={empty} />;
  if (window.current.key !== list.key) window.current = { key: list.key, top: 0 };
  const extent = { count: rows.length, height, columns };
  const state = keepVisible({ selected: list.cursor, top: window.current.top }, extent);
  window.current.top = state.top;
  const body = listRows(state, extent, (index, chosen) =>
    draw(rows[index]!, index, { columns, look: chosen && frame.keys === "here" ? "chosen" : "plain" }),
  );
  const position = theme.muted(words.lists.position(state.selected + 1, rows.length));
  return (
    <Region
      at={frame.at}
      rows={mainRows({
        ...frame,
        body: heading === undefined ? body : [heading, ...body],
        exact: true,
        footer: footerOf([footer, position], theme),
        thumb: scrollThumb(state.top, extent, list.headings),
      })}
    />
  );
}

function footerOf(parts: readonly (string | undefined)[], { glyphs, muted }: Theme): string {
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? "" : ` ${said.join(muted(` ${glyphs.separator} `))} `;
}
