import type { SidePanel } from "../../src/stores/view/navigation.ts";
import type { Sort, SortColumn } from "../../src/stores/view/sort.ts";
import { inside, type SideRectangle } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { frameRows } from "../widgets/frame.ts";
import { type ListState, listRows } from "../widgets/list.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { columnsOf, cut, cutStart, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";

export interface SideFrame {
  readonly at: SideRectangle;
  readonly theme: Theme;
  readonly words: Words["lists"];
  /** "Containers", "Layers of nginx:1.27", in at most so many columns. */
  readonly title: (columns: number) => string;
  readonly focused: boolean;
  readonly filter: string;
  readonly sort: Sort;
  readonly marks: ReadonlySet<string>;
  /** The id of a row. */
  readonly idOf: (index: number) => string | undefined;
  readonly count: number;
  /** How many there are without the filter. */
  readonly total: number;
  readonly list: ListState;
  /** Draws one row, so many columns wide, beginning with the mark. */
  readonly draw: (index: number, columns: number, look: RowLook, mark: string) => string;
  /** Said in place of rows when there are none. */
  readonly empty: string;
}

/** How a row is shown: plain, chosen in a panel that has the keys, or chosen in one that has not. */
export type RowLook = "plain" | "chosen" | "chosen-idle";

export const PANEL_NUMBERS: Readonly<Record<SidePanel, string>> = {
  containers: "1",
  images: "2",
  layers: "3",
  volumes: "4",
  networks: "5",
};

/** The rows of a side panel: a framed list, or its title line alone when it is folded. */
export function sideRows(frame: SideFrame): string[] {
  const { at, theme, focused, count, list } = frame;
  const border = focused ? theme.frame.focused : theme.frame.idle;
  const box = theme.glyphs.box;
  if (at.folded) {
    const title = titleOf(frame);
    const rest = Math.max(0, at.columns - columnsOf(title) - 1);
    return [cut(border(box.horizontal) + title + border(box.horizontal.repeat(rest)), at.columns)];
  }
  const { columns, rows: height } = inside(at);
  const extent = { count, height, columns };
  const body =
    count === 0
      ? [theme.muted(fit(` ${frame.empty}`, columns))]
      : listRows(list, extent, (index, chosen) =>
          frame.draw(
            index,
            columns,
            chosen ? (focused ? "chosen" : "chosen-idle") : "plain",
            markOf(frame, index),
          ),
        );
  return frameRows({
    columns: at.columns,
    rows: at.rows,
    box,
    border,
    titles: [titleOf(frame)],
    footer: footerOf(frame, height),
    body,
    exact: true,
    thumb: scrollThumb(list.top, extent),
    thumbGlyph: theme.glyphs.scrollThumb,
  });
}

/** Puts a row's parts together in its look; a chosen row has one look throughout. */
export function lookedRow(theme: Theme, look: RowLook, plain: string, coloured: string, mark = ""): string {
  if (look === "plain") return ` ${theme.marked(mark)}${coloured}`;
  if (look === "chosen") return theme.selected(`${theme.glyphs.selected}${mark}${plain}`);
  return theme.selectedIdle(`${theme.glyphs.selected}${mark}${plain}`);
}

/** One column while anything in the list is marked, none before. */
function markOf({ marks, idOf, theme }: SideFrame, index: number): string {
  if (marks.size === 0) return "";
  return marks.has(idOf(index) ?? "") ? theme.glyphs.marked : " ";
}

/** `2 marked · name ↓ · 3 of 40`: what is marked, how the list is sorted, where in it one stands. */
function footerOf(frame: SideFrame, height: number): string {
  const { theme, words, marks, sort, list, count, at, focused } = frame;
  const { glyphs } = theme;
  const isUsual = !sort.reverse && sort.column === USUAL_SORT[at.panel];
  const parts = [
    ...(marks.size === 0 ? [] : [theme.marked(words.marked(marks.size))]),
    ...(isUsual && !focused ? [] : [sortWord(frame)]),
    ...(count > height ? [words.position(list.selected + 1, count)] : []),
  ];
  const most = at.columns - 6;
  // The mark's count goes last of all.
  while (parts.length > 1 && columnsOf(parts.join("   ")) > most) parts.splice(1, 1);
  return parts.length === 0 ? "" : theme.muted(` ${parts.join(` ${glyphs.separator} `)} `);
}

function sortWord({ theme, words, sort }: SideFrame): string {
  const descends = DESCENDING.has(sort.column) !== sort.reverse;
  return `${words.columns[sort.column]} ${descends ? theme.glyphs.descending : theme.glyphs.ascending}`;
}

const USUAL_SORT: Readonly<Record<SidePanel, SortColumn>> = {
  containers: "age",
  images: "age",
  layers: "number",
  volumes: "name",
  networks: "name",
};

/** Columns whose largest value stands first by nature. */
const DESCENDING: ReadonlySet<SortColumn> = new Set(["size", "layers", "number", "users"]);

/** What a list without rows says. */
export function emptyWord(
  status: "loading" | "ready" | "failed",
  total: number,
  words: Words["lists"],
): string {
  if (status === "loading") return words.loading;
  if (status === "failed") return words.unreadable;
  return total > 0 ? words.noneFits : words.noneYet;
}

/** `[1] Containers 4/8 /web`. Where a filter leaves the title no room it goes without, and the filter shows its end. */
function titleOf({ at, theme, title, focused, filter, count, total }: SideFrame): string {
  const style = focused ? theme.frame.titleFocused : theme.frame.title;
  const number = `[${PANEL_NUMBERS[at.panel]}]`;
  // Two corners, a line before the title, and a space behind it.
  const room = at.columns - 4;
  if (filter === "") {
    const said = title(room - columnsOf(`${number}  ${total}`));
    return style(`${number} ${said} ${total} `);
  }
  const figures = `${count}/${total}`;
  const sought = `/${printable(filter)}`;
  const left = room - columnsOf(`${number}  ${figures} ${sought}`);
  const said = title(Math.max(0, left));
  const head = columnsOf(said) <= left ? `${number} ${said} ${figures}` : `${number} ${figures}`;
  const shown = `/${cutStart(printable(filter), room - columnsOf(head) - 2)}`;
  return `${style(head)}${theme.status.warning(` ${shown}`)} `;
}
