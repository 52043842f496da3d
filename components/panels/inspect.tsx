import { useStore } from "zustand";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { printable } from "../widgets/text.ts";
import { inspectLines } from "./inspect-lines.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { errorLines, noticeRows } from "./notice.ts";

export function InspectTab({ frame }: { readonly frame: Omit<MainFrame, "body"> }) {
  const { stores, theme, words } = useUi();
  useStore(stores.listing);
  useStore(stores.details.containers.store);
  useStore(stores.details.images.store);
  const places = useStore(stores.view.store, ({ inspect }) => inspect);
  const shown = inspectLines(stores);
  const size = inside(frame.at);
  if (shown.status !== "ready") {
    const lines =
      shown.status === "failed"
        ? errorLines(shown.error)
        : [{ text: words.lists.loading, look: "muted" as const }];
    const body = shown.status === "nothing" ? [] : noticeRows(lines, size, theme);
    return <Region at={frame.at} rows={mainRows({ ...frame, body })} />;
  }
  const { lines } = shown;
  const top = Math.min(places.get(shown.id) ?? 0, Math.max(0, lines.length - size.rows));
  const rows = mainRows({
    ...frame,
    body: lines.slice(top, top + size.rows).map((line) => ` ${jsonRow(line, theme)}`),
    footer: theme.muted(` ${words.lists.position(Math.min(lines.length, top + size.rows), lines.length)} `),
    thumb: scrollThumb(top, { count: lines.length, height: size.rows }),
  });
  return <Region at={frame.at} rows={rows} />;
}

/** A line of indented JSON: the key stands out, the value is as it is. */
export function jsonRow(line: string, theme: Theme): string {
  const match = /^(\s*)("(?:[^"\\]|\\.)*")(: .*|:)$/.exec(line);
  if (match === null) return printable(line);
  const [, indent = "", key = "", rest = ""] = match;
  return `${indent}${theme.accent(printable(key))}${printable(rest)}`;
}
