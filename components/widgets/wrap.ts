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
      lines.push([...rest].slice(0, columns).join(""));
      rest = [...rest].slice(columns).join("");
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
