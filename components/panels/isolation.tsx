import { useStore } from "zustand";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { cut, fit, printable } from "../widgets/text.ts";
import { ISOLATION_COLUMNS, ISOLATION_WIDTH, type IsolationLine, isolationLines } from "./isolation-lines.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { UnreadPane } from "./notice-pane.tsx";

export function IsolationTab({
  frame,
  containerId,
}: {
  readonly frame: Omit<MainFrame, "body">;
  readonly containerId: string;
}) {
  const { stores, theme, words } = useUi();
  const read = useStore(stores.details.isolation.store, (all) => all.get(containerId));
  const place = useStore(stores.view.store, ({ tops }) => tops.get(`isolation:${containerId}`) ?? 0);
  const size = inside(frame.at);
  if (read?.status !== "ready") return <UnreadPane frame={frame} read={read} reading={words.lists.loading} />;
  const lines = isolationLines(read.value, words.isolation);
  const top = Math.min(place, Math.max(0, lines.length - size.rows));
  const rows = mainRows({
    ...frame,
    body: lines.slice(top, top + size.rows).map((line) => isolationRow(line, size.columns, theme)),
    footer: theme.muted(` ${words.lists.position(Math.min(lines.length, top + size.rows), lines.length)} `),
    thumb: scrollThumb(top, { count: lines.length, height: size.rows }),
  });
  return <Region at={frame.at} rows={rows} />;
}

export function isolationRow(line: IsolationLine, columns: number, theme: Theme): string {
  if (line.kind === "blank") return "";
  if (line.kind === "title") return ` ${theme.accent(theme.strong(line.text))}`;
  const text = isolationText(line.cells, columns);
  const style = { muted: theme.muted, warning: theme.status.warning, plain: theme.text }[
    line.look ?? "plain"
  ];
  return cut(` ${style(text)}`, columns);
}

/** The cells under each other; narrow panes give each less room, and the last one has what is left. */
export function isolationText(cells: readonly string[], columns: number): string {
  const share = Math.min(1, columns / ISOLATION_WIDTH);
  return cells
    .map((cell, index) => {
      const width = Math.floor((ISOLATION_COLUMNS[index] ?? 0) * share);
      const plain = printable(cell);
      return index === cells.length - 1 || width === 0 ? plain : `${fit(plain, width)} `;
    })
    .join("");
}
