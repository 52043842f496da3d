import { matchedLetters, parseFilter } from "../../src/stores/view/filter.ts";
import type { SideRectangle } from "../layout.ts";
import { Region } from "../region.tsx";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { fit, printable } from "../widgets/text.ts";
import { emptyWord, lookedRow, sideRows } from "./side-frame.ts";
import { useSideList } from "./use-side-list.ts";

interface NamedPanelProps {
  readonly at: SideRectangle;
  readonly panel: "volumes" | "networks";
  readonly status: "loading" | "ready" | "failed";
  /** How many there are without the filter. */
  readonly total: number;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  /** What stands behind the name. */
  readonly said: (index: number) => string;
}

const SAID_COLUMNS = 12;

/** A side panel of things that have a name and little else to show. */
export function NamedPanel({ at, panel, status, total, items, said }: NamedPanelProps) {
  const { theme, words } = useUi();
  const side = useSideList(panel, at, items.length);
  const filter = parseFilter(side.filter);
  const rows = sideRows({
    at,
    theme,
    words: words.lists,
    title: words.panels[panel],
    ...side,
    idOf: (index) => items[index]?.id,
    count: items.length,
    total,
    empty: emptyWord(status, total, words.lists),
    draw: (index, columns, look, mark) => {
      const text = printable(items[index]?.name ?? "");
      const shown = fit(text, columns - mark.length - 1 - 1 - 1 - SAID_COLUMNS);
      const name = highlight(shown, text, matchedLetters(filter, text), theme.match);
      const end = ` ${fit(said(index), SAID_COLUMNS, "right")}`;
      return lookedRow(theme, look, ` ${name}${end}`, ` ${name}${theme.muted(end)}`, mark);
    },
  });
  return <Region at={at} rows={rows} />;
}
