import { matchedLetters } from "../../src/stores/view/filter.ts";
import type { SideRectangle } from "../layout.ts";
import { useUi } from "../ui.ts";
import { highlight } from "../widgets/highlight.ts";
import { cutMiddle, fit, printable } from "../widgets/text.ts";
import { emptyWord, lookedRow } from "./side-frame.ts";
import { SideList } from "./side-list.tsx";

interface NamedPanelProps<T> {
  readonly at: SideRectangle;
  readonly title: string;
  readonly status: "loading" | "ready" | "failed";
  /** How many there are without the filter. */
  readonly total: number;
  readonly items: readonly T[];
  /** What stands behind the name. */
  readonly said: (item: T) => string;
}

const SAID_COLUMNS = 12;

/** A side panel of things that have a name and little else to show. */
export function NamedPanel<T extends { readonly id: string; readonly name: string }>({
  at,
  title,
  status,
  total,
  items,
  said,
}: NamedPanelProps<T>) {
  const { theme, words } = useUi();
  return (
    <SideList
      at={at}
      title={() => title}
      items={items}
      total={total}
      empty={emptyWord(status, total, words.lists)}
      draw={(item, { columns, look, mark, filter }) => {
        const text = printable(item.name);
        const nameColumns = columns - mark.length - 1 - 1 - 1 - SAID_COLUMNS;
        const shown = fit(cutMiddle(text, nameColumns), nameColumns);
        const name = highlight(shown, text, matchedLetters(filter, text), theme.match);
        const end = ` ${fit(said(item), SAID_COLUMNS, "right")}`;
        return lookedRow(theme, look, ` ${name}${end}`, ` ${name}${theme.muted(end)}`, mark);
      }}
    />
  );
}
