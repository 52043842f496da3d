import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { LayerSummary } from "../../src/engine/images/images.ts";
import type { SideRectangle } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { fit, printable } from "../widgets/text.ts";
import { imageName } from "./images.tsx";
import { lookedRow, type RowLook, sideRows } from "./side-frame.ts";
import { useSideList } from "./use-side-list.ts";

export function LayersPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, theme } = useUi();
  const items = useStore(stores.listing, (listing) => listing.layers);
  const imageId = useStore(stores.listing, (listing) => listing.layersImageId);
  const image = useStore(stores.images.store, ({ items: images }) => images.find(({ id }) => id === imageId));
  const read = useStore(stores.details.layers.store, (layers) => layers.get(imageId ?? ""));
  const total = read?.status === "ready" ? read.value.length : 0;
  const { list, focused, filter } = useSideList("layers", at, items.length);
  const rows = sideRows({
    at,
    theme,
    title: image === undefined ? "Layers" : `Layers of ${printable(imageName(image))}`,
    focused,
    filter,
    count: items.length,
    total,
    list,
    empty: emptyWord(read?.status, image !== undefined, total),
    draw: (index, columns, look) => {
      const layer = items[index];
      return layer === undefined ? "" : layerRow(layer, { columns, look, theme });
    },
  });
  return <Region at={at} rows={rows} />;
}

function emptyWord(
  status: "loading" | "ready" | "failed" | undefined,
  known: boolean,
  total: number,
): string {
  if (status === "failed") return "cannot be read";
  if (total > 0) return "none fits the filter";
  return known && status !== "ready" ? "loading…" : "none";
}

interface RowOptions {
  readonly columns: number;
  readonly look: RowLook;
  readonly theme: Theme;
}

const SIZE_COLUMNS = 7;

/** ` 6  COPY entrypoint.sh   4kB`; the base is layer 1. */
export function layerRow(layer: LayerSummary, { columns, look, theme }: RowOptions): string {
  const number = fit(String(layer.index + 1), 3, "right");
  const words = fit(instruction(layer.createdBy), columns - 1 - 3 - 2 - 1 - SIZE_COLUMNS);
  const size = ` ${fit(formatBytes(layer.sizeBytes), SIZE_COLUMNS, "right")}`;
  return lookedRow(
    theme,
    look,
    `${number}  ${words}${size}`,
    `${theme.muted(number)}  ${words}${theme.muted(size)}`,
  );
}

/** The instruction as its author wrote it, without the shell that a builder put around it. */
export function instruction(createdBy: string): string {
  const plain = printable(createdBy)
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, "")
    .replace(/^\/bin\/sh -c\s+/, "RUN ")
    .replace(/\s*#\s*buildkit$/, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain === "" ? "(no instruction)" : plain;
}
