import { useStore } from "zustand";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { type IsolationLine, isolationLines } from "./isolation-lines.ts";
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
  const lines = isolationLines(read.value, size.columns - ISOLATION_MARGIN, words.isolation);
  const top = Math.min(place, Math.max(0, lines.length - size.rows));
  const rows = mainRows({
    ...frame,
    body: lines.slice(top, top + size.rows).map((line) => isolationRow(line, theme)),
    footer: theme.muted(` ${words.lists.position(Math.min(lines.length, top + size.rows), lines.length)} `),
    thumb: scrollThumb(top, { count: lines.length, height: size.rows }),
  });
  return <Region at={frame.at} rows={rows} />;
}

/** A space at both sides. */
export const ISOLATION_MARGIN = 2;

function isolationRow({ text, look }: IsolationLine, theme: Theme): string {
  const style = {
    plain: theme.text,
    muted: theme.muted,
    warning: theme.status.warning,
    title: (title: string) => theme.accent(theme.strong(title)),
  }[look];
  return ` ${style(text)}`;
}
