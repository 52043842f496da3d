/** Lines of columns as Docker sets them: at least ten wide, three blanks between, nothing behind the last. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  // A long list has many cells: none is looked into where all letters are one code unit long.
  const lengthOf = LONG_LETTER.test(rows.join()) ? countLetters : (text: string) => text.length;
  const widths = headings.map((heading, column) => {
    let widest = countLetters(heading);
    for (const row of rows) widest = Math.max(widest, lengthOf(row[column] ?? ""));
    return Math.max(10, widest + 3);
  });
  const formatLine = (cells: readonly string[]): string => {
    let line = "";
    const last = cells.length - 1;
    for (let column = 0; column < last; column += 1) {
      const cell = cells[column]!;
      line += cell + " ".repeat((widths[column] ?? 0) - lengthOf(cell));
    }
    return `${line}${cells[last] ?? ""}\n`;
  };
  let text = formatLine(headings);
  for (const row of rows) text += formatLine(row);
  return text;
}

const LONG_LETTER = /[\ud800-\udfff]/;

function countLetters(text: string): number {
  return [...text].length;
}
