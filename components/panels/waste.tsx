import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { WastedFile } from "../../src/image/layer/waste.ts";
import { subjectOf } from "../../src/stores/view/listing.ts";
import { inside } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { columnsOf, cutStart, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { ListPane } from "./list-pane.tsx";
import type { MainFrame } from "./main-frame.ts";
import { UnreadPane } from "./notice-pane.tsx";
import { type WasteShown, wasteShown } from "./pane-list.ts";
import { lookedRow, type RowLook } from "./side-frame.ts";

/** What an image carries without showing it, file by file, with the layer that made it so. */
export function WasteTab({ frame }: { readonly frame: Omit<MainFrame, "body"> }) {
  const { stores, theme, words } = useUi();
  const listing = useStore(stores.listing);
  const subject = subjectOf(listing, stores.view.store.getState().navigation.panel);
  useStore(stores.details.waste.store);
  useStore(stores.view.store, (view) => view.cursors);
  const shown = wasteShown(stores);
  if (shown.status !== "ready")
    return <UnreadPane frame={frame} read={shown} reading={words.waste.counting} />;
  const { value } = shown;
  return (
    <ListPane
      frame={frame}
      list={value}
      heading={wasteHeading(inside(frame.at).columns, words.waste, theme)}
      empty={subject.of === "upper" ? words.waste.noneHidden : words.waste.none}
      footer={efficiencyText(value, words.waste)}
      draw={(file, _, row) => wasteRow(file, { ...row, theme })}
    />
  );
}

/** `efficiency 97.5 %, 3.2MB wasted`; of a layer's part `120kB of 3.2MB`. */
export function efficiencyText(
  { waste, rows }: Pick<WasteShown, "waste" | "rows">,
  words: Words["waste"],
): string {
  const { efficiency, wastedBytes } = waste;
  // Never 100 % while something is wasted.
  const percent = (Math.floor(efficiency * 1000) / 10).toFixed(1);
  const whole = formatBytes(wastedBytes);
  if (rows === waste.files) return words.efficiency(percent, whole);
  return words.partial(percent, formatBytes(rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)), whole);
}

interface RowOptions {
  readonly columns: number;
  readonly look: RowLook;
  readonly theme: Theme;
}

/** `   3.0kB       2  2,5       7        - var/cache/apt`: layers as the Layers panel counts them. */
export function wasteRow(
  { path, sizeBytes, copies }: WastedFile,
  { columns, look, theme }: RowOptions,
): string {
  const { glyphs, change } = theme;
  const removed = copies.at(-1)?.how === "removed";
  const head = headText(
    {
      bytes: formatBytes(sizeBytes),
      copies: String(copies.length),
      carried: numbers(copies.map(({ layer }) => layer)),
      hidden: numbers(copies.map(({ by }) => by)),
    },
    columns,
  );
  const sign = removed ? glyphs.removed : glyphs.changed;
  const room = columns - 1 - columnsOf(head) - columnsOf(sign) - 1;
  const name = fit(cutStart(printable(path), room, glyphs.ellipsis), room);
  const style = removed ? change.removed : change.changed;
  return lookedRow(theme, look, `${head}${sign} ${name}`, `${head}${style(sign)} ${name}`);
}

/** What the columns of those rows are. */
export function wasteHeading(columns: number, words: Words["waste"], theme: Theme): string {
  return theme.muted(fit(` ${headText(words.columns, columns)}  ${words.columns.path}`, columns));
}

/** From this width on there is room for the layers that carry the copies. */
const WIDE_COLUMNS = 64;

/** All columns but the path, so that heading and rows stand under each other. */
function headText(
  cells: {
    readonly bytes: string;
    readonly copies: string;
    readonly carried: string;
    readonly hidden: string;
  },
  columns: number,
): string {
  const carried = columns < WIDE_COLUMNS ? "" : `${fit(cells.carried, 10)}  `;
  return `${fit(cells.bytes, 7, "right")} ${fit(cells.copies, 7, "right")}  ${carried}${fit(cells.hidden, 9)}`;
}

/** `2,5`: the layers, each once, as people count them. */
function numbers(layers: readonly number[]): string {
  return [...new Set(layers)].map((layer) => layer + 1).join(",");
}
