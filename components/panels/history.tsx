import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { BrightCells, GraphRow } from "../../src/stores/history/graph-rows.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { columnsOf, cut, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { imageName } from "./images.tsx";
import { instruction } from "./layers.tsx";
import { ListPane } from "./list-pane.tsx";
import type { MainFrame } from "./main-frame.ts";
import { UnreadPane } from "./notice-pane.tsx";
import { historyShown } from "./pane-list.ts";
import { lookedRow, type RowLook } from "./side-frame.ts";

/** The layers of all images as a graph, the way of the selected image bright. */
export function HistoryTab({ frame }: { readonly frame: Omit<MainFrame, "body"> }) {
  const { stores, theme, words } = useUi();
  useStore(stores.listing);
  useStore(stores.details.graph.store);
  useStore(stores.view.store, (view) => view.cursors);
  const shown = historyShown(stores);
  if (shown.status !== "ready")
    return <UnreadPane frame={frame} read={shown} reading={words.history.reading} />;
  const { value } = shown;
  return (
    <ListPane
      frame={frame}
      list={value}
      empty={words.history.none}
      draw={(row, index, look) =>
        historyRow(row, { ...look, bright: value.bright.get(index), theme, words: words.layers })
      }
    />
  );
}

interface RowOptions {
  readonly columns: number;
  readonly look: RowLook;
  /** What of the row belongs to the selected image. */
  readonly bright: BrightCells | undefined;
  readonly theme: Theme;
  readonly words: Words["layers"];
}

const SIZE_COLUMNS = 8;
/** Wider graphs keep this much of the pane for what the layers are. */
const LEAST_TEXT_COLUMNS = 24;

/** `│ ├─● redis:7  COPY entrypoint.sh   4kB`. */
export function historyRow(row: GraphRow, { columns, look, bright, theme, words }: RowOptions): string {
  const { glyphs, accent, muted, strong } = theme;
  const cells = graphCells(row, bright, theme);
  const size = ` ${fit(formatBytes(row.layer.sizeBytes), SIZE_COLUMNS, "right")}`;
  const room = columns - 1 - columnsOf(size);
  const graph = cut(cells.plain, Math.max(2, room - LEAST_TEXT_COLUMNS), glyphs.ellipsis);
  const names = row.images.map((image) => printable(imageName(image))).join(", ");
  const name = cut(names === "" ? "" : `${names}  `, room - columnsOf(graph));
  const text = fit(instruction(row.layer.createdBy, words), room - columnsOf(graph) - columnsOf(name));
  const drawn = graph === cells.plain ? cells.styled : muted(graph);
  const isOurs = bright?.node === true;
  return lookedRow(
    theme,
    look,
    `${graph}${name}${text}${size}`,
    `${drawn}${isOurs ? strong(accent(name)) : accent(name)}${isOurs ? text : muted(text)}${muted(size)}`,
  );
}

function graphCells(
  { lane, joins, images }: GraphRow,
  bright: BrightCells | undefined,
  { glyphs, accent, muted, strong }: Theme,
): { plain: string; styled: string } {
  const { box, running, stopped } = glyphs;
  const way = (text: string): string => strong(accent(text));
  let plain = "";
  let styled = "";
  const add = (text: string, isBright: boolean): void => {
    plain += text;
    styled += isBright ? way(text) : muted(text);
  };
  for (let at = 0; at < lane; at += 1) {
    const isOurs = bright?.node === true && joins && at === lane - 1;
    if (joins && at === lane - 1) {
      add(box.tee, isOurs || bright?.lane === at);
      add(box.horizontal, isOurs);
    } else {
      add(`${box.vertical} `, bright?.lane === at);
    }
  }
  const node = images.length > 0 ? running : stopped;
  add(`${node} `, bright?.node === true || bright?.lane === lane);
  return { plain, styled };
}
