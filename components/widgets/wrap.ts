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
