import { useStore } from "zustand";
import { formatBytes } from "../../src/base/units.ts";
import { hexRows } from "../../src/stores/files/file-text.ts";
import type { DiffLine } from "../../src/stores/files/text-diff.ts";
import { rowCount, VIEWED_BYTES, type Viewed, type ViewedBody } from "../../src/stores/viewer-store.ts";
import { inside } from "../layout.ts";
import { Region } from "../region.tsx";
import type { Theme } from "../theme/theme.ts";
import { useUi } from "../ui.ts";
import { scrollThumb } from "../widgets/scroll.ts";
import { fit, printable, sliceColumns } from "../widgets/text.ts";
import type { Words } from "../words/words.ts";
import { type MainFrame, mainRows } from "./main-frame.ts";
import { errorLines, type NoticeLine, noticeRows } from "./notice.ts";

/** A file that is looked at, in place of the tree that it was opened from. */
export function ViewerTab({ frame }: { readonly frame: Omit<MainFrame, "body"> }) {
  const { stores, theme, words } = useUi();
  const viewed = useStore(stores.viewer.store, (state) => state.viewed);
  const size = inside(frame.at);
  if (viewed === undefined) return <Region at={frame.at} rows={mainRows({ ...frame, body: [] })} />;
  const { body } = viewed;
  const extent = { count: rowCount(body), height: size.rows };
  const top = Math.min(viewed.top, Math.max(0, extent.count - extent.height));
  const notice = noticeOf(body, words.viewer);
  const rows = mainRows({
    ...frame,
    body:
      notice === undefined ? viewerRows({ ...viewed, top }, size, theme) : noticeRows(notice, size, theme),
    exact: notice === undefined,
    footer: viewerFooter(viewed, top + size.rows, { theme, words }),
    thumb: scrollThumb(top, extent),
  });
  return <Region at={frame.at} rows={rows} />;
}

/** The rows in the window, each exactly as wide as it. */
export function viewerRows(
  { body, top, left }: Pick<Viewed, "body" | "top" | "left">,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  theme: Theme,
): string[] {
  const row = (text: string): string => {
    const shown = printable(text);
    return fit(
      ` ${left === 0 ? shown : sliceColumns(shown, left, left + columns - 1)}`,
      columns,
      "left",
      theme.glyphs.ellipsis,
    );
  };
  const window = ((): string[] => {
    if (body.status === "diff")
      return body.lines.slice(top, top + rows).map((line) => diffRow(line, row, theme));
    if (body.status !== "file") return [];
    return (body.as === "hex" ? hexRows(body.bytes, top, rows) : body.lines.slice(top, top + rows)).map(row);
  })();
  return [...window, ...Array.from({ length: rows - window.length }, () => " ".repeat(columns))];
}

const SIGNS = { added: "+", removed: "-", same: " ", hunk: "" } as const;

function diffRow({ kind, text }: DiffLine, row: (text: string) => string, { change, muted }: Theme): string {
  const shown = row(`${SIGNS[kind]}${text}`);
  if (kind === "same") return shown;
  return kind === "hunk" ? muted(shown) : change[kind](shown);
}

function noticeOf(body: ViewedBody, words: Words["viewer"]): readonly NoticeLine[] | undefined {
  if (body.status === "loading") return [{ text: words.reading, look: "muted" }];
  if (body.status === "failed") return errorLines(body.error);
  if (body.status === "diff" && body.lines.length === 0) return [{ text: words.sameText, look: "muted" }];
  if (body.status === "file" && body.bytes.length === 0) return [{ text: words.empty, look: "muted" }];
  return undefined;
}

function viewerFooter(
  { path, body }: Viewed,
  end: number,
  { theme, words }: { readonly theme: Theme; readonly words: Words },
): string {
  const { viewer, lists } = words;
  const count = rowCount(body);
  const facts =
    body.status !== "file"
      ? []
      : [
          theme.muted(formatBytes(body.sizeBytes)),
          ...(body.strange > 0 && body.as === "text"
            ? [theme.status.warning(viewer.strange(body.strange))]
            : []),
          ...(body.sizeBytes > VIEWED_BYTES
            ? [theme.status.warning(viewer.onlyFirst(formatBytes(VIEWED_BYTES)))]
            : []),
        ];
  const parts = [
    printable(path),
    ...facts,
    ...(count === 0 ? [] : [theme.muted(lists.position(Math.min(count, end), count))]),
  ];
  return ` ${parts.join(theme.muted(` ${theme.glyphs.separator} `))} `;
}
