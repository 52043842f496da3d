import { useStore } from "zustand";
import { formatBytes } from "../src/base/units.ts";
import type { EngineState } from "../src/stores/engine-door.ts";
import type { Rectangle } from "./layout.ts";
import { Region } from "./region.tsx";
import type { Theme } from "./theme/theme.ts";
import { useUi } from "./ui.ts";
import { columnsOf, cut } from "./widgets/text.ts";

export function Header({ at }: { readonly at: Rectangle }) {
  const { stores, theme } = useUi();
  const engine = useStore(stores.engine);
  const containers = useStore(stores.containers.store, ({ items }) => items);
  const images = useStore(stores.images.store, ({ items }) => items);
  const running = containers.filter(({ state }) => state.status === "running").length;
  const row = headerRow({
    columns: at.columns,
    theme,
    engine,
    running,
    stopped: containers.length - running,
    images: images.length,
    imageBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  });
  return <Region at={at} rows={[row]} />;
}

interface HeaderFacts {
  readonly columns: number;
  readonly theme: Theme;
  readonly engine: EngineState;
  readonly running: number;
  readonly stopped: number;
  readonly images: number;
  readonly imageBytes: number;
}

/** ` wherry  root · native    ● 2 running  ○ 1 stopped  3 images 412MB  doctor: ok`; what does not fit goes. */
export function headerRow(facts: HeaderFacts): string {
  const { columns, theme } = facts;
  const { glyphs, status } = theme;
  const left = ` ${theme.accent(theme.strong("wherry"))}  ${theme.muted(identity(facts.engine, glyphs.separator))}`;
  const parts = [
    status.running(`${glyphs.running} ${facts.running} running`),
    theme.muted(`${glyphs.stopped} ${facts.stopped} stopped`),
    theme.muted(
      `${facts.images} ${facts.images === 1 ? "image" : "images"} ${formatBytes(facts.imageBytes)}`,
    ),
  ];
  const wordings = [
    ...doctorWords(facts.engine, theme).map((word) => [...parts, word]),
    ...parts.map((_, index) => parts.slice(0, parts.length - index)),
  ];
  for (const wording of wordings) {
    const right = `${wording.join("  ")} `;
    const gap = columns - columnsOf(left) - columnsOf(right);
    if (gap >= 2) return left + " ".repeat(gap) + right;
  }
  const shown = cut(left, columns);
  return shown + " ".repeat(columns - columnsOf(shown));
}

function identity(engine: EngineState, separator: string): string {
  if (engine.status === "opening") return "opening…";
  if (engine.status === "failed") return "not open";
  return `${engine.info.rootless ? "rootless" : "root"} ${separator} ${engine.info.driver}`;
}

/** What the doctor found, the longest wording first. */
function doctorWords(engine: EngineState, theme: Theme): string[] {
  if (engine.status !== "open" || engine.troubles === undefined) return [];
  const { length } = engine.troubles;
  if (length === 0) return [theme.muted("doctor: ok")];
  return [engine.troubles.join(", "), `${length} ${length === 1 ? "lack" : "lacks"}`].map((words) =>
    theme.status.warning(`doctor: ${words}`),
  );
}
