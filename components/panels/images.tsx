import { useStore } from "zustand";
import { shortId } from "../../src/base/ids.ts";
import { formatBytes } from "../../src/base/units.ts";
import type { ImageSummary } from "../../src/engine/images/images.ts";
import { type Filter, matchedLetters } from "../../src/stores/view/filter.ts";
import type { SideRectangle } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { cutReference, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { emptyWord, lookedRow, type RowLook } from "./side-frame.ts";
import { SideList } from "./side-list.tsx";

export function ImagesPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, theme, words } = useUi();
  const status = useStore(stores.images.store, (state) => state.status);
  const total = useStore(stores.images.store, (state) => state.items.length);
  const items = useStore(stores.listing, (listing) => listing.images);
  return (
    <SideList
      at={at}
      title={() => words.panels.images}
      items={items}
      total={total}
      empty={emptyWord(status, total, words.lists)}
      draw={(image, row) => imageRow(image, { ...row, theme, words: words.images })}
    />
  );
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
  const nameColumns = withLayers ? room - LAYERS_COLUMNS : room;
  const shown = fit(cutReference(text, nameColumns), nameColumns);
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
