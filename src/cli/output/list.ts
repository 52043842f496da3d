import { print, printLine } from "./streams.ts";
import { formatTable } from "./table.ts";
import { parseTemplate } from "./template.ts";

/** How a listing may be shown; each row is an object of texts under the names that templates use. */
export interface Listing {
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Field and heading of each column of the usual table. */
  readonly columns: readonly (readonly [field: string, heading: string])[];
  /** Headings of fields that only a "table …" template shows. */
  readonly headings?: Readonly<Record<string, string>>;
  /** The field that -q prints. */
  readonly idField: string;
  readonly quiet: boolean;
  readonly format: string | undefined;
}

/** Prints a listing as a table, ids, JSON lines, or by a template, as docker's --format and -q do. */
export function printListing(listing: Listing): void {
  const { rows, columns, format, quiet, idField } = listing;
  if (quiet && (format === undefined || format === "table")) {
    for (const row of rows) printLine(row[idField] ?? "");
    return;
  }
  if (format === undefined || format === "table" || format === "") {
    const headings = columns.map(([, heading]) => heading);
    const cells = rows.map((row) => columns.map(([field]) => row[field] ?? ""));
    print(formatTable(headings, cells));
    return;
  }
  if (format === "json") {
    for (const row of rows) printLine(JSON.stringify(row));
    return;
  }
  if (format.startsWith("table ")) {
    printTableTemplate(listing, format.slice("table ".length));
    return;
  }
  const template = parseTemplate(format);
  for (const row of rows) printLine(template(row));
}

/** "table {{.ID}}\t{{.Names}}": the template's tabs part the columns, its fields give the headings. */
function printTableTemplate({ rows, columns, headings }: Listing, text: string): void {
  const template = parseTemplate(text);
  const names = { ...headings, ...Object.fromEntries(columns) };
  const heading = text.replace(
    /\{\{[^}]*?\.(\w+)[^}]*\}\}/g,
    (_, field: string) => names[field] ?? field.toUpperCase(),
  );
  const cells = [heading.replaceAll("\\t", "\t"), ...rows.map(template)].map((line) => line.split("\t"));
  const [first = [], ...rest] = cells;
  print(formatTable(first, rest));
}
