/** Lines of columns as Docker sets them: at least ten wide, three blanks between, nothing behind the last. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(10, ...lines.map((line) => [...(line[column] ?? "")].length + 3)),
  );
  return lines
    .map((line) => `${line.map((cell, column) => pad(cell, column, line, widths)).join("")}\n`)
    .join("");
}

function pad(cell: string, column: number, line: readonly string[], widths: readonly number[]): string {
  if (column === line.length - 1) return cell;
  return cell + " ".repeat((widths[column] ?? 0) - [...cell].length);
}
