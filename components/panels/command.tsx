import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { LayerSummary } from "../../src/engine/images/images.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { columnsOf, fit, printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { instruction } from "./layers.tsx";
import { type MainFrame, mainRows } from "./main-frame.ts";

interface CommandTabProps {
  readonly frame: Omit<MainFrame, "body">;
  readonly layer: LayerSummary;
}

/** What made a layer, whole; then what is known of the layer. */
export function CommandTab({ frame, layer }: CommandTabProps) {
  const { stores, theme, words } = useUi();
  const places = useStore(stores.view.store, ({ cursors }) => cursors);
  const { columns, rows } = inside(frame.at);
  const lines = commandLines(layer, columns - 2, words.layers);
  const top = Math.min(places.get(commandKey(layer)) ?? 0, Math.max(0, lines.length - rows));
  const body = lines
    .slice(top, top + rows)
    .map(({ label, text }) => ` ${label === "" ? "" : theme.muted(label)}${text}`);
  return (
    <Region
      at={frame.at}
      rows={mainRows({ ...frame, body, thumb: scrollThumb(top, { count: lines.length, height: rows }) })}
    />
  );
}

export function commandKey({ chainId }: LayerSummary): string {
  return ["command", chainId].join(" ");
}

/** As many columns wide at most; commands that were joined by && stand on lines of their own. */
export function commandLines(
  layer: LayerSummary,
  columns: number,
  words: Words["layers"],
): readonly { readonly label: string; readonly text: string }[] {
  const command = instruction(layer.createdBy, words)
    .split(/(?<= &&) /)
    .flatMap((part) => wrapText(part, columns));
  const { facts } = words;
  const known: [string, string][] = [
    [facts.number, String(layer.index + 1)],
    [facts.size, `${formatBytes(layer.sizeBytes)} (${facts.packed(formatBytes(layer.compressedBytes))})`],
    [facts.files, String(layer.fileCount)],
    [facts.created, layer.createdAtMs === undefined ? "" : new Date(layer.createdAtMs).toISOString()],
    [facts.digest, layer.digest],
    [facts.diffId, layer.diffId],
    [facts.chainId, layer.chainId],
  ];
  const width = known.reduce((most, [label]) => Math.max(most, columnsOf(label)), 0) + 2;
  return [
    ...command.map((text) => ({ label: "", text: printable(text) })),
    { label: "", text: "" },
    ...known
      .filter(([, text]) => text !== "")
      .flatMap(([label, text]) =>
        wrapText(text, Math.max(10, columns - width)).map((part, index) => ({
          label: fit(index === 0 ? label : "", width),
          text: part,
        })),
      ),
  ];
}
