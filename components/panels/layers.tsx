import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { LayerSummary } from "../../src/engine/images/images.ts";
import { type Filter, matchedLetters, parseFilter } from "../../src/stores/view/filter.ts";
import type { SideRectangle } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { imageName } from "./images.tsx";
import { lookedRow, type RowLook, sideRows } from "./side-frame.ts";
import { useSideList } from "./use-side-list.ts";

export function LayersPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, theme, words } = useUi();
  const items = useStore(stores.listing, (listing) => listing.layers);
  const imageId = useStore(stores.listing, (listing) => listing.layersImageId);
  const image = useStore(stores.images.store, ({ items: images }) => images.find(({ id }) => id === imageId));
  const read = useStore(stores.details.layers.store, (layers) => layers.get(imageId ?? ""));
  const total = read?.status === "ready" ? read.value.length : 0;
  const side = useSideList("layers", at, items.length);
  const filter = parseFilter(side.filter);
  const rows = sideRows({
    at,
    theme,
    words: words.lists,
    title: image === undefined ? words.panels.layers : words.layers.titleOf(printable(imageName(image))),
    ...side,
    idOf: (index) => items[index]?.chainId,
    count: items.length,
    total,
    empty: emptyWord(read?.status, image !== undefined, total, words.lists),
    draw: (index, columns, look, mark) => {
      const layer = items[index];
      return layer === undefined
        ? ""
        : layerRow(layer, { columns, look, mark, filter, theme, words: words.layers });
    },
  });
  return <Region at={at} rows={rows} />;
}

function emptyWord(
  status: "loading" | "ready" | "failed" | undefined,
  known: boolean,
  total: number,
  words: Words["lists"],
): string {
  if (status === "failed") return words.unreadable;
  if (total > 0) return words.noneFits;
  return known && status !== "ready" ? words.loading : words.none;
}

interface RowOptions {
  readonly columns: number;
  readonly look: RowLook;
  readonly mark?: string;
  readonly filter?: Filter;
  readonly theme: Theme;
  readonly words: Words["layers"];
}

const SIZE_COLUMNS = 7;

/** ` 6  COPY entrypoint.sh   4kB`; the base is layer 1. */
export function layerRow(layer: LayerSummary, options: RowOptions): string {
  const { look, mark = "", filter = [], theme, words } = options;
  const columns = options.columns - mark.length;
  const number = fit(String(layer.index + 1), 3, "right");
  const text = instruction(layer.createdBy, words);
  const shown = fit(text, columns - 1 - 3 - 2 - 1 - SIZE_COLUMNS);
  const made = highlight(shown, text, matchedLetters(filter, text), theme.match);
  const size = ` ${fit(formatBytes(layer.sizeBytes), SIZE_COLUMNS, "right")}`;
  return lookedRow(
    theme,
    look,
    `${number}  ${made}${size}`,
    `${theme.muted(number)}  ${made}${theme.muted(size)}`,
    mark,
  );
}

/** The instruction as its author wrote it, without the shell that a builder put around it. */
export function instruction(createdBy: string, words: Words["layers"]): string {
  const plain = printable(createdBy)
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, "")
    .replace(/^\/bin\/sh -c\s+/, "RUN ")
    .replace(/\s*#\s*buildkit$/, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain === "" ? words.noInstruction : plain;
}
