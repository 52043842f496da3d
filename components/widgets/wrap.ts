import { columnsOf } from "./text.ts";

/** Breaks a text at spaces into lines of at most so many columns; longer words are cut in two. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    let rest = word;
    while (columnsOf(rest) > columns) {
      if (line !== "") lines.push(line);
      line = "";
      const part = startOf(rest, columns);
      lines.push(part);
      rest = rest.slice(part.length);
    }
    const joined = line === "" ? rest : `${line} ${rest}`;
    if (columnsOf(joined) <= columns) line = joined;
    else {
      lines.push(line);
      line = rest;
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** As many letters as fit, and one at least. */
function startOf(word: string, columns: number): string {
  let start = "";
  for (const { segment } of segmenter.segment(word)) {
    if (start !== "" && columnsOf(start + segment) > columns) break;
    start += segment;
  }
  return start;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Where the rows of a text begin and end when it is broken at the last column, wherever words end; one at least. */
export function foldText(text: string, columns: number): { readonly from: number; readonly to: number }[] {
  const parts: { from: number; to: number }[] = [];
  if (columnsOf(text) === text.length) {
    for (let from = 0; from < text.length; from += columns) {
      parts.push({ from, to: Math.min(text.length, from + columns) });
    }
    return parts.length === 0 ? [{ from: 0, to: 0 }] : parts;
  }
  let from = 0;
  let used = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const width = columnsOf(segment);
    if (used + width > columns && index > from) {
      parts.push({ from, to: index });
      from = index;
      used = 0;
    }
    used += width;
  }
  return [...parts, { from, to: text.length }];
}
