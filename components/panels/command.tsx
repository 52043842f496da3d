import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import type { LayerSummary } from "../../src/engine/images/images.ts";
import { type ListedLayer, layerIndex, type UpperLayer } from "../../src/stores/view/listed-layer.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { columnsOf, fit, printable } from "../widgets/text.ts";
import { wrapText } from "../widgets/wrap.ts";
import type { Words } from "../words/words.ts";
import { clockTime } from "./clock-time.ts";
import { instruction } from "./layers.tsx";
import { type MainFrame, mainRows } from "./main-frame.ts";

interface CommandTabProps {
  readonly frame: Omit<MainFrame, "body">;
  readonly listed: ListedLayer;
}

/** What made a layer, whole; then what is known of the layer. */
export function CommandTab({ frame, listed }: CommandTabProps) {
  const { stores, theme, words } = useUi();
  const places = useStore(stores.view.store, ({ tops }) => tops);
  const { columns, rows } = inside(frame.at);
  const lines = commandLines(listed, columns - 2, words.layers);
  const top = Math.min(places.get(commandKey(listed)) ?? 0, Math.max(0, lines.length - rows));
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

export function commandKey({ id }: ListedLayer): string {
  return ["command", id].join(" ");
}

/** As many columns wide at most; commands that were joined by && stand on lines of their own. */
export function commandLines(
  listed: ListedLayer,
  columns: number,
  words: Words["layers"],
): readonly { readonly label: string; readonly text: string }[] {
  const command = (
    listed.of === "layer" ? instruction(listed.layer.createdBy, words) : listed.upper.container.argv.join(" ")
  )
    .split(/(?<= &&) /)
    .flatMap((part) => wrapText(part, columns));
  const known = [
    [words.facts.number, String(layerIndex(listed) + 1)] as const,
    ...(listed.of === "layer"
      ? layerFacts(listed.layer, words.facts)
      : upperFacts(listed.upper, words.facts)),
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

type Fact = readonly [label: string, text: string];

function layerFacts(layer: LayerSummary, words: Words["layers"]["facts"]): readonly Fact[] {
  return [
    [words.size, `${formatBytes(layer.sizeBytes)} (${words.packed(formatBytes(layer.compressedBytes))})`],
    [words.files, String(layer.fileCount)],
    [
      words.created,
      layer.createdAtMs === undefined ? "" : clockTime(new Date(layer.createdAtMs), { year: true }),
    ],
    [words.digest, layer.digest],
    [words.diffId, layer.diffId],
    [words.chainId, layer.chainId],
  ];
}

function upperFacts({ container, sizeBytes }: UpperLayer, words: Words["layers"]["facts"]): readonly Fact[] {
  return [
    [words.size, sizeBytes === undefined ? "" : formatBytes(sizeBytes)],
    [words.created, clockTime(new Date(container.createdAtMs), { year: true })],
    [words.container, `${printable(container.name)} (${container.id})`],
    [words.image, `${printable(container.image)} (${container.imageId})`],
  ];
}
