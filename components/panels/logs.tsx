import { useStore } from "zustand";
import type { LogLine, LogLines } from "../../src/stores/log-lines.ts";
import { type LogPlace, logTop } from "../../src/stores/view/places.ts";
import { inside, type Rectangle } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { fit, printable } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { errorLines, noticeRows } from "./notice.ts";

const FOLLOWING: LogPlace = { at: "end" };

export function LogsTab({
  frame,
  containerId,
}: {
  readonly frame: Omit<MainFrame, "body">;
  readonly containerId: string;
}) {
  const { stores, theme, words } = useUi();
  const state = useStore(stores.logs.store);
  const place = useStore(stores.view.store, ({ logs }) => logs.get(containerId) ?? FOLLOWING);
  const size = inside(frame.at);
  if (state.containerId !== containerId)
    return <Region at={frame.at} rows={mainRows({ ...frame, body: [] })} />;
  if (state.status === "failed" && state.error !== undefined) {
    const body = noticeRows(errorLines(state.error), size, theme);
    return <Region at={frame.at} rows={mainRows({ ...frame, body })} />;
  }
  const { lines } = state;
  if (lines.end === lines.first) {
    const body = noticeRows([{ text: words.logs.nothing, look: "muted" }], size, theme);
    return <Region at={frame.at} rows={mainRows({ ...frame, body })} />;
  }
  const top = logTop(place, lines, size.rows);
  const rows = mainRows({
    ...frame,
    body: logRows(lines.slice(top, top + size.rows), size, theme),
    exact: true,
    footer: logFooter(place, lines, Math.min(lines.end, top + size.rows), { theme, words: words.logs }),
    thumb: scrollThumb(top - lines.first, { count: lines.end - lines.first, height: size.rows }),
  });
  return <Region at={frame.at} rows={rows} />;
}

/** One row for each line; what does not fit is cut. What came on standard error is told by its mark. */
export function logRows(lines: readonly LogLine[], { columns }: Rectangle, theme: Theme): string[] {
  return lines.map(({ stream, text }) => {
    const mark = stream === "stderr" ? theme.status.warning("! ") : "  ";
    return mark + fit(printable(text), columns - 2);
  });
}

function logFooter(
  place: LogPlace,
  { end }: LogLines,
  last: number,
  { theme, words }: { readonly theme: Theme; readonly words: Words["logs"] },
): string {
  const { separator } = theme.glyphs;
  if (place.at === "end") return theme.muted(` ${words.following} ${separator} ${words.lines(end)} `);
  return theme.status.warning(` ${words.line(last, end)} ${separator} ${words.fFollows} `);
}
