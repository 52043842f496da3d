import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { Waste, WastedFile } from "../../src/image/layer/waste.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { columnsOf, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { ListPane, NoticePane } from "./list-pane.tsx";
import type { MainFrame } from "./main-frame.ts";
import { errorLines } from "./notice.ts";
import { wasteShown } from "./pane-list.ts";
import { lookedRow, type RowLook } from "./side-frame.ts";

/** What an image carries without showing it, file by file, with the layer that made it so. */
export function WasteTab({ frame }: { readonly frame: Omit<MainFrame, "body"> }) {
  const { stores, theme, words } = useUi();
  useStore(stores.listing);
  useStore(stores.details.waste.store);
  useStore(stores.view.store, (view) => view.cursors);
  const shown = wasteShown(stores);
  if (shown.status === "loading") {
    return <NoticePane frame={frame} lines={[{ text: words.waste.counting, look: "muted" }]} />;
  }
  if (shown.status === "failed") return <NoticePane frame={frame} lines={errorLines(shown.error)} />;
  const { value } = shown;
  return (
    <ListPane
      frame={frame}
      list={value}
      empty={words.waste.none}
      footer={` ${efficiencyText(value.waste, words.waste)} ${theme.muted(theme.glyphs.separator)} `}
      draw={(file, _, row) => wasteRow(file, { ...row, theme })}
    />
  );
}

/** `efficiency 97.5 %, 3.2MB wasted`. */
export function efficiencyText({ totalBytes, wastedBytes }: Waste, words: Words["waste"]): string {
  const share = totalBytes === 0 ? 1 : (totalBytes - wastedBytes) / totalBytes;
  // Never 100 % while something is wasted.
  const percent = Math.floor(share * 1000) / 10;
  return words.efficiency(percent.toFixed(1), formatBytes(wastedBytes));
}

const SIZE_COLUMNS = 8;
const LAYERS_COLUMNS = 14;

/** `  3.0kB  2,5 -> 7  - var/cache/apt`: the layers that carry copies, the ones that hide them, as the Layers panel counts. */
export function wasteRow(
  { path, sizeBytes, copies }: WastedFile,
  { columns, look, theme }: { readonly columns: number; readonly look: RowLook; readonly theme: Theme },
): string {
  const { glyphs, change } = theme;
  const list = (layers: readonly number[]): string =>
    [...new Set(layers)].map((layer) => layer + 1).join(",");
  const carried = list(copies.map(({ layer }) => layer));
  const hidden = list(copies.map(({ by }) => by));
  const removed = copies.at(-1)?.how === "removed";
  const sign = removed ? glyphs.removed : glyphs.changed;
  const head = `${fit(formatBytes(sizeBytes), SIZE_COLUMNS, "right")}  ${fit(`${carried} -> ${hidden}`, LAYERS_COLUMNS)} `;
  const name = fit(` ${printable(path)}`, columns - 1 - columnsOf(head) - columnsOf(sign));
  const style = removed ? change.removed : change.changed;
  return lookedRow(theme, look, `${head}${sign}${name}`, `${head}${style(sign)}${name}`);
}
