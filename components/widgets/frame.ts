import type { BoxGlyphs } from "../theme/glyphs.ts";
import type { Style } from "../theme/style.ts";
import { columnsOf, cut, fit } from "./text.ts";

export interface FrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly box: BoxGlyphs;
  readonly border: Style;
  /** Styled texts set into the top border, such as tabs; those that do not fit are left out from the end. */
  readonly titles?: readonly string[];
  /** Set into the top border at the right. */
  readonly corner?: string;
  /** Set into the bottom border at the right. */
  readonly footer?: string;
  /** The inner rows; short ones are filled up, missing ones are empty. */
  readonly body: readonly string[];
  /** The body is already exactly as wide as the inside. */
  readonly exact?: boolean;
  /** Inner rows, from 0, where the right border shows the thumb of a scroll bar. */
  readonly thumb?: { readonly start: number; readonly length: number } | undefined;
  readonly thumbGlyph?: string;
}

/** A box with titles in its border: exactly `rows` strings of `columns` columns. */
export function frameRows(options: FrameOptions): string[] {
  const { columns, rows, box, border, body, thumb } = options;
  if (columns < 2 || rows < 1) return [];
  const inside = columns - 2;
  const height = Math.max(0, rows - 2);
  const left = border(box.vertical);
  const lines = [topBorder(options)];
  for (let row = 0; row < height; row++) {
    const inThumb = thumb !== undefined && row >= thumb.start && row < thumb.start + thumb.length;
    const right = inThumb ? border(options.thumbGlyph ?? box.vertical) : left;
    const text = body[row] ?? "";
    lines.push(left + (options.exact && body[row] !== undefined ? text : fit(text, inside)) + right);
  }
  if (rows > 1) lines.push(bottomBorder(options));
  return lines;
}

/** `╭─[1] Containers 3 ───────╮`: a title is set off by the border on both sides. */
export function topBorder({ columns, box, border, titles = [], corner = "" }: FrameOptions): string {
  const inside = columns - 2;
  const right = corner !== "" && columnsOf(corner) + 2 <= inside ? `${corner}${border(box.horizontal)}` : "";
  const rightColumns = right === "" ? 0 : columnsOf(corner) + 1;
  let text = "";
  let used = 0;
  for (const title of titles) {
    const gap = used === 0 ? 1 : 2;
    const space = inside - rightColumns - used - gap;
    const width = columnsOf(title);
    if (space < 1 || (width > space && used > 0)) break;
    const shown = width > space ? cut(title, space) : title;
    text += border(box.horizontal.repeat(gap)) + shown;
    used += gap + Math.min(width, space);
  }
  const rest = border(box.horizontal.repeat(Math.max(0, inside - used - rightColumns)));
  return border(box.topLeft) + text + rest + right + border(box.topRight);
}

function bottomBorder({ columns, box, border, footer = "" }: FrameOptions): string {
  const inside = columns - 2;
  const shown = footer === "" || inside < 4 ? "" : cut(footer, inside - 2);
  const width = columnsOf(shown);
  if (width === 0) return border(box.bottomLeft + box.horizontal.repeat(inside) + box.bottomRight);
  const before = border(box.bottomLeft + box.horizontal.repeat(inside - width - 1));
  return before + shown + border(box.horizontal + box.bottomRight);
}
