import stringWidth from "string-width";

export type Align = "left" | "right" | "center";

/** Columns that the text takes; styles take none. */
export function columnsOf(text: string): number {
  return ASCII.test(text) ? text.length : stringWidth(text);
}

/** Makes the text exactly so many columns wide: cut, or filled up with spaces. */
export function fit(text: string, columns: number, align: Align = "left", ellipsis = "…"): string {
  if (ASCII.test(text) && text.length <= columns) return padBy(text, columns - text.length, align);
  const width = columnsOf(text);
  return width <= columns ? padBy(text, columns - width, align) : cut(text, columns, ellipsis);
}

/** Fills up with spaces; a text that is wider stays as it is. */
export function pad(text: string, columns: number, align: Align = "left"): string {
  return padBy(text, Math.max(0, columns - columnsOf(text)), align);
}

/** Shortens to at most so many columns. Styles that the text opens and closes stay whole. */
export function cut(text: string, columns: number, ellipsis = "…"): string {
  if (columns <= 0) return "";
  if (ASCII.test(text)) {
    if (text.length <= columns) return text;
    const width = columnsOf(ellipsis);
    return width <= columns ? text.slice(0, columns - width) + ellipsis : text.slice(0, columns);
  }
  if (columnsOf(text) <= columns) return text;
  const mark = columnsOf(ellipsis) <= columns ? ellipsis : "";
  return sliceColumns(text, 0, columns - columnsOf(mark), mark);
}

/** Shortens to at most so many columns, and keeps the end: of a path that is its name. */
export function cutStart(text: string, columns: number, ellipsis = "…"): string {
  const width = columnsOf(text);
  if (width <= columns) return text;
  const mark = columnsOf(ellipsis) <= columns ? ellipsis : "";
  return mark + sliceColumns(text, width - Math.max(0, columns - columnsOf(mark)), width);
}

/** Shortens to at most so many columns, and keeps both ends, more of the last one: `shop-w…-1`. */
export function cutMiddle(text: string, columns: number, ellipsis = "…"): string {
  const width = columnsOf(text);
  if (width <= columns) return text;
  const kept = columns - columnsOf(ellipsis);
  if (kept < 2) return cutStart(text, columns, ellipsis);
  const head = Math.floor(kept * 0.4);
  return sliceColumns(text, 0, head) + ellipsis + sliceColumns(text, width - (kept - head), width);
}

/**
 * Shortens a reference and keeps what tells it from others, its last name and its tag: `…/shop/web:2.4`, `…/web:2.4`.
 * The tag that is meant where there is none goes first.
 */
export function cutReference(reference: string, columns: number, ellipsis = "…"): string {
  if (columnsOf(reference) <= columns) return reference;
  const text = reference.replace(/:latest$/, "");
  if (columnsOf(text) <= columns) return text;
  const name = text.slice(text.lastIndexOf("/") + 1);
  if (columnsOf(name) >= columns) return cutMiddle(name, columns, ellipsis);
  const shown = cutStart(text, columns, ellipsis);
  const slash = shown.indexOf("/");
  return slash < 0 ? shown : ellipsis + shown.slice(slash);
}

/**
 * The part between two columns. A wide character that only half fits becomes a space. All styles are kept, so what
 * was open at the start is open in the part, and everything is closed as it was. `mark` goes to the end.
 */
export function sliceColumns(text: string, from: number, to: number, mark = ""): string {
  let column = 0;
  let out = "";
  let marked = mark === "";
  for (const piece of pieces(text)) {
    if (piece.startsWith("\x1b")) {
      out += piece;
      continue;
    }
    for (const { segment } of segmenter.segment(piece)) {
      const width = columnsOf(segment);
      const end = column + width;
      if (column >= from && end <= to) out += segment;
      else if (end > from && column < to) out += " ".repeat(Math.min(end, to) - Math.max(column, from));
      column = end;
      if (column >= to && !marked) {
        out += mark;
        marked = true;
      }
    }
  }
  return out;
}

/** Text from outside, made safe to print in a row: no escape sequence, no control character acts. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(ESCAPES, "")
    .replaceAll("\t", "  ")
    .replace(/\p{Control}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

function padBy(text: string, missing: number, align: Align): string {
  if (missing <= 0) return text;
  if (align === "left") return text + " ".repeat(missing);
  if (align === "right") return " ".repeat(missing) + text;
  const before = missing >> 1;
  return " ".repeat(before) + text + " ".repeat(missing - before);
}

function pieces(text: string): string[] {
  return text.split(ESCAPES_KEPT).filter((piece) => piece !== "");
}

const ASCII = /^[\x20-\x7e]*$/;
const PLAIN = /^[\x20-\x7e\xa0-\u024f]*$/;
const ESCAPES = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-WYZ\\`-~]/g;
const ESCAPES_KEPT = /(\x1b\[[0-9;:]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\))/;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
