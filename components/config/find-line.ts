/**
 * The line, from 1, on which a TOML text gives a value to this path; the parser tells of values, not of places.
 * Quoted and bare keys, dotted keys and tables are read.
 */
export function findLine(text: string, path: readonly string[]): number | undefined {
  const wanted = path.join(".");
  let table = "";
  for (const [index, line] of text.split("\n").entries()) {
    const header = /^\s*\[\[?([^\]]+)\]\]?/.exec(line);
    if (header !== null) {
      table = plainPath(header[1]!);
      if (table === wanted) return index + 1;
      continue;
    }
    const key = /^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=/.exec(line);
    if (key === null) continue;
    if ([table, plainPath(key[1]!)].filter((part) => part !== "").join(".") === wanted) return index + 1;
  }
  return undefined;
}

function plainPath(written: string): string {
  const parts = written.match(/"[^"]*"|'[^']*'|[\w-]+/g) ?? [];
  return parts.map((part) => part.replace(/^["']|["']$/g, "")).join(".");
}
