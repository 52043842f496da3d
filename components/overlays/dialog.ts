import type { Rectangle } from "../layout.ts";
import type { Theme } from "../theme/theme.ts";
import { frameRows } from "../widgets/frame.ts";
import { type ScrollExtent, scrollThumb } from "../widgets/scroll.ts";
import { columnsOf, fit } from "../widgets/text.ts";

export interface Dialog {
  readonly at: Rectangle;
  readonly rows: readonly string[];
  /** How much there is, and how much of it is seen at a time. */
  readonly extent: ScrollExtent;
}

export interface DialogOptions {
  readonly screen: { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
  readonly title: string;
  /** Each at most as wide as `dialogColumns` gives. */
  readonly body: readonly string[];
  /** The keys, in the bottom border. */
  readonly keys: readonly (readonly [key: string, label: string])[];
  readonly columns: number;
  /** First row of the body to show, where it does not fit. */
  readonly top?: number;
  /** The body is a part of so many rows, from this one on; the border shows which. */
  readonly scrolled?: { readonly top: number; readonly count: number };
}

/** A framed box in the middle of the screen. */
export function dialog({
  screen,
  theme,
  title,
  body,
  keys,
  columns,
  top = 0,
  scrolled,
}: DialogOptions): Dialog {
  const height = Math.min(mostRows(screen), body.length) + 2;
  const extent = { count: scrolled?.count ?? body.length, height: height - 2 };
  const first = Math.max(0, Math.min(top, body.length - extent.height));
  const hint = keys.map(([key, label]) => `${theme.key(key)} ${label}`).join("  ");
  const rows = frameRows({
    columns,
    rows: height,
    box: theme.glyphs.box,
    border: theme.frame.focused,
    titles: [theme.frame.titleFocused(` ${title} `)],
    footer: columnsOf(hint) + 6 <= columns ? ` ${hint} ` : "",
    body: body.slice(first).map((row) => ` ${fit(row, columns - 4)} `),
    exact: true,
    thumb: scrollThumb(scrolled?.top ?? first, extent),
    thumbGlyph: theme.glyphs.scrollThumb,
  });
  return {
    at: {
      left: Math.floor((screen.columns - columns) / 2),
      top: Math.max(1, Math.floor((screen.rows - height) / 2)),
      columns,
      rows: height,
    },
    rows,
    extent,
  };
}

/** Columns of a dialog, frame included: what it wants, as far as the screen has it. */
export function dialogColumns(screen: { readonly columns: number }, wanted: number): number {
  return Math.min(screen.columns - 4, wanted);
}

/** Rows of a body that the screen has room for. */
export function mostRows(screen: { readonly rows: number }): number {
  return screen.rows - 4;
}
