import { useStore } from "zustand";
import { shortId } from "../../src/base/ids.ts";
import { formatBytes } from "../../src/base/units.ts";
import type { ImageSummary } from "../../src/engine/images/images.ts";
import { type Filter, matchedLetters, parseFilter } from "../../src/stores/view/filter.ts";
import type { SideRectangle } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { emptyWord, lookedRow, type RowLook, sideRows } from "./side-frame.ts";
import { useSideList } from "./use-side-list.ts";

export function ImagesPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, theme, words } = useUi();
  const status = useStore(stores.images.store, (state) => state.status);
  const total = useStore(stores.images.store, (state) => state.items.length);
  const items = useStore(stores.listing, (listing) => listing.images);
  const side = useSideList("images", at, items.length);
  const filter = parseFilter(side.filter);
  const rows = sideRows({
    at,
    theme,
    words: words.lists,
    title: words.panels.images,
    ...side,
    idOf: (index) => items[index]?.id,
    count: items.length,
    total,
    empty: emptyWord(status, total, words.lists),
    draw: (index, columns, look, mark) => {
      const image = items[index];
      return image === undefined
        ? ""
        : imageRow(image, { columns, look, mark, filter, theme, words: words.images });
    },
  });
  return <Region at={at} rows={rows} />;
}

/** The name people know it by; a short id when it has none. */
export function imageName({ id, references }: Pick<ImageSummary, "id" | "references">): string {
  const [first, ...others] = references;
  if (first === undefined) return shortId(id);
  return others.length === 0 ? first : `${first} +${others.length}`;
}

interface RowOptions {
  readonly columns: number;
  readonly look: RowLook;
  readonly mark?: string;
  readonly filter?: Filter;
  readonly theme: Theme;
  readonly words: Words["images"];
}

const SIZE_COLUMNS = 7;
const LAYERS_COLUMNS = 10;
const LEAST_NAME_COLUMNS = 14;

/** `nginx:1.27   6 layers  72MB`; the count goes first when the panel is narrow. */
export function imageRow(image: ImageSummary, options: RowOptions): string {
  const { look, mark = "", filter = [], theme, words } = options;
  const columns = options.columns - mark.length;
  const room = columns - 1 - 1 - SIZE_COLUMNS - 1;
  const withLayers = room - LAYERS_COLUMNS >= LEAST_NAME_COLUMNS;
  const text = printable(imageName(image));
  const shown = fit(text, withLayers ? room - LAYERS_COLUMNS : room);
  const name = highlight(shown, text, matchedLetters(filter, text), theme.match);
  const layers = withLayers ? fit(words.layers(image.layerCount), LAYERS_COLUMNS, "right") : "";
  const size = ` ${fit(formatBytes(image.sizeBytes), SIZE_COLUMNS, "right")}`;
  const named = image.references.length === 0 ? theme.muted(name) : name;
  return lookedRow(
    theme,
    look,
    ` ${name}${layers}${size}`,
    ` ${named}${theme.muted(layers)}${theme.muted(size)}`,
    mark,
  );
}
