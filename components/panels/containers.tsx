import { useStore } from "zustand";
import type { ContainerSummary } from "../../src/engine/containers/containers.ts";
import type { Busy } from "../../src/stores/containers-store.ts";
import type { StatsState } from "../../src/stores/stats/stats-store.ts";
import { type Filter, matchedLetters } from "../../src/stores/view/filter.ts";
import type { SideRectangle } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { cutMiddle, cutReference, fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { NARROW_STATUS_COLUMNS, STATUS_COLUMNS, statusLook } from "./container-status.ts";
import { emptyWord, lookedRow, type RowLook } from "./side-frame.ts";
import { SideList } from "./side-list.tsx";

export function ContainersPanel({ at }: { readonly at: SideRectangle }) {
  const { stores, theme, words, clock, beat } = useUi();
  const status = useStore(stores.containers.store, (state) => state.status);
  const total = useStore(stores.containers.store, (state) => state.items.length);
  const busy = useStore(stores.containers.store, (state) => state.busy);
  const items = useStore(stores.listing, (listing) => listing.containers);
  const nowMs = useStore(clock);
  const beatMs = useStore(beat);
  const all = useStore(stores.stats.store, (state) => state.figures);
  const figures = all.size === 0 ? {} : { figures: all };
  return (
    <SideList
      at={at}
      title={() => words.panels.containers}
      items={items}
      total={total}
      empty={emptyWord(status, total, words.lists)}
      draw={(container, row) =>
        containerRow(container, { ...row, theme, words, nowMs, beatMs, busy, ...figures })
      }
    />
  );
}

interface RowOptions {
  readonly columns: number;
  readonly look: RowLook;
  readonly mark?: string;
  readonly filter?: Filter;
  readonly theme: Theme;
  readonly words: Words;
  readonly nowMs: number;
  readonly beatMs: number;
  readonly busy: ReadonlyMap<string, Busy>;
  /** What each running one uses; left out while nothing has been measured. */
  readonly figures?: StatsState["figures"];
}

const NARROW = 30;
/** From here on there is room for what a container uses: `up 46m   2%  12MB`. */
const WITH_FIGURES = 36;
const AGE_COLUMNS = 6;
const CPU_COLUMNS = 4;
const MEMORY_COLUMNS = 5;
const FIGURE_COLUMNS = AGE_COLUMNS + 1 + CPU_COLUMNS + 1 + MEMORY_COLUMNS;
const LEAST_IMAGE_COLUMNS = 8;

/** `● web  nginx:1.27  up 2h`; the image goes first when the panel is narrow. */
export function containerRow(container: ContainerSummary, options: RowOptions): string {
  const { look, mark = "", filter = [], theme, busy } = options;
  const columns = options.columns - mark.length;
  const { glyph, style, ...said } = statusLook(container.state, busy.get(container.id), options);
  // One column for the mark of the chosen row, two for the glyph, one behind each cell.
  const narrow = columns < NARROW;
  const figured = options.figures !== undefined && columns >= WITH_FIGURES;
  const statusColumns = narrow ? NARROW_STATUS_COLUMNS : figured ? FIGURE_COLUMNS : STATUS_COLUMNS;
  const room = columns - 3 - 1 - statusColumns;
  const share = Math.floor(room * 0.4);
  const imageColumns = share >= LEAST_IMAGE_COLUMNS ? share : 0;
  const nameColumns = imageColumns === 0 ? room : room - imageColumns - 1;
  const found = (text: string, width: number, shorten: typeof cutMiddle): string =>
    highlight(fit(shorten(text, width), width), text, matchedLetters(filter, text), theme.match);
  const name = found(printable(container.name), nameColumns, cutMiddle);
  const from = printable(container.image.replace(/:latest$/, ""));
  const image = imageColumns === 0 ? "" : ` ${found(from, imageColumns, cutReference)}`;
  const used =
    figured && busy.get(container.id) === undefined ? options.figures?.get(container.id) : undefined;
  const word =
    used === undefined || container.state.status !== "running"
      ? narrow
        ? said.narrow
        : said.word
      : [
          fit(said.narrow, AGE_COLUMNS, "right"),
          fit(used.cpu, CPU_COLUMNS, "right"),
          fit(used.memory, MEMORY_COLUMNS, "right"),
        ].join(" ");
  const state = ` ${fit(word, statusColumns, "right")}`;
  return lookedRow(
    theme,
    look,
    `${glyph} ${name}${image}${state}`,
    `${style(glyph)} ${name}${theme.muted(image)}${style(state)}`,
    mark,
  );
}
