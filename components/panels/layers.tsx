import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import { type Filter, matchedLetters } from "../../src/stores/view/filter.ts";
import { type ListedLayer, layerBytes, layerIndex } from "../../src/stores/view/listed-layer.ts";
import type { SideRectangle } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { columnsOf, cutMiddle, cutReference, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { imageName } from "./images.tsx";
import { lookedRow, type RowLook } from "./side-frame.ts";
import { SideList } from "./side-list.tsx";

export function LayersPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, theme, words } = useUi();
  const items = useStore(stores.listing, (listing) => listing.layers);
  const imageId = useStore(stores.listing, (listing) => listing.layersImageId);
  const container = useStore(stores.listing, (listing) => listing.layersContainer);
  const image = useStore(stores.images.store, ({ items: images }) => images.find(({ id }) => id === imageId));
  const read = useStore(stores.details.layers.store, (layers) => layers.get(imageId ?? ""));
  const ofImage = read?.status === "ready" ? read.value.length : 0;
  const total = ofImage > 0 && container !== undefined ? ofImage + 1 : ofImage;
  const name = container?.name ?? (image && imageName(image));
  return (
    <SideList
      at={at}
      title={(columns) =>
        name === undefined ? words.panels.layers : titleOf(printable(name), columns, words.layers)
      }
      items={items}
      total={total}
      empty={emptyWord(read?.status, image !== undefined, total, words.lists)}
      draw={(listed, row) => layerRow(listed, { ...row, theme, words: words.layers })}
    />
  );
}

/** `Layers of nginx:1.27`; where that is too wide, shorter and with the end of the name. */
function titleOf(name: string, columns: number, words: Words["layers"]): string {
  const whole = words.titleOf(name);
  if (columnsOf(whole) <= columns) return whole;
  return words.narrowTitleOf(cutReference(name, columns - columnsOf(words.narrowTitleOf(""))));
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

/** ` 6  COPY entrypoint.sh   4kB`; the base is layer 1, what a container writes the one over its image's. */
export function layerRow(listed: ListedLayer, options: RowOptions): string {
  const { look, mark = "", filter = [], theme, words } = options;
  const columns = options.columns - mark.length;
  const number = fit(String(layerIndex(listed) + 1), 3, "right");
  const room = columns - 1 - 3 - 2 - 1 - SIZE_COLUMNS;
  const text = makerText(listed, room, words);
  const shown = fit(text, room);
  const made = highlight(shown, text, matchedLetters(filter, text), theme.match);
  const isCounted = listed.of === "layer" || listed.upper.sizeBytes !== undefined;
  const size = ` ${fit(isCounted ? formatBytes(layerBytes(listed)) : "", SIZE_COLUMNS, "right")}`;
  return lookedRow(
    theme,
    look,
    `${number}  ${made}${size}`,
    `${theme.muted(number)}  ${listed.of === "upper" ? theme.accent(made) : made}${theme.muted(size)}`,
    mark,
  );
}

/** What made it; of a container the name alone where there is no room for more. */
function makerText(listed: ListedLayer, room: number, words: Words["layers"]): string {
  if (listed.of === "layer") return instruction(listed.layer.createdBy, words);
  const name = printable(listed.upper.container.name);
  const text = words.writtenBy(name);
  return columnsOf(text) <= room ? text : cutMiddle(name, room);
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
