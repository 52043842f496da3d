import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diffLines } from "diff";
import type { Cell } from "./screen.ts";

const FOLDER = join(import.meta.dirname, "../golden");
const WRITES = process.env.WHERRY_GOLDENS === "write";
const HOW_TO_ACCEPT = "if the new screen is right: npm run goldens, then read the change with git diff";

/** Compares a screen with the one that is written down; fails with the rows that differ first. */
export function assertGolden(name: string, cells: readonly (readonly Cell[])[]): void {
  const path = join(FOLDER, `${name}.txt`);
  const drawn = goldenText(cells);
  if (WRITES) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, drawn);
    return;
  }
  const wanted = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (wanted !== drawn)
    assert.fail(
      `test/golden/${name}.txt is not what is drawn\n${difference(wanted, drawn)}\n${HOW_TO_ACCEPT}`,
    );
}

/** Fails when there are goldens of no screen; where goldens are written, those go. */
export function assertNoOtherGoldens(names: readonly string[]): void {
  const known = new Set(names.map((name) => `${name}.txt`));
  const others = readdirSync(FOLDER).filter((file) => !known.has(file));
  if (WRITES) for (const file of others) rmSync(join(FOLDER, file));
  else assert.deepEqual(others, [], `goldens of no screen; ${HOW_TO_ACCEPT}`);
}

/**
 * The rows as text, so that a row stands on the line of its number; then each style that is not plain, with the cells
 * that have it: `3-5: 0 12-20` are the first column and nine more of rows 3 to 5.
 */
export function goldenText(cells: readonly (readonly Cell[])[]): string {
  const styles = [...new Set(cells.flatMap((row) => row.map(({ style }) => style)))]
    .filter((style) => style !== "")
    .sort();
  return `${[...rowsOf(cells), SEPARATOR, ...styles.flatMap((style) => [style, ...styleLines(cells, style)])].join("\n")}\n`;
}

const SEPARATOR = "=".repeat(20);

/** The text of each row, without the space behind it. */
export function rowsOf(cells: readonly (readonly Cell[])[]): string[] {
  return cells.map((row) =>
    row
      .map(({ text, width }) => (width === 0 ? "" : text || " "))
      .join("")
      .trimEnd(),
  );
}

function styleLines(cells: readonly (readonly Cell[])[], style: string): string[] {
  const rows = cells.map((row) => runsOf(row, style).join(" "));
  const lines: string[] = [];
  for (let first = 0; first < rows.length; ) {
    let last = first;
    while (rows[last + 1] === rows[first]) last += 1;
    if (rows[first] !== "") lines.push(`  ${span(first + 1, last + 1)}: ${rows[first]}`);
    first = last + 1;
  }
  return lines;
}

function runsOf(row: readonly Cell[], style: string): string[] {
  const runs: string[] = [];
  for (let first = 0; first < row.length; ) {
    let last = first;
    if (row[first]?.style === style) {
      while (row[last + 1]?.style === style) last += 1;
      runs.push(span(first, last));
    }
    first = last + 1;
  }
  return runs;
}

function span(first: number, last: number): string {
  return first === last ? String(first) : `${first}-${last}`;
}

const MOST_ROWS = 12;

/** Row by row, `-` as it is written down and `+` as it is drawn; then the same of the styles. */
export function difference(wanted: string, drawn: string): string {
  const [before, after] = [partsOf(wanted), partsOf(drawn)];
  const rows = Array.from({ length: Math.max(before.rows.length, after.rows.length) }, (_, index) => index)
    .filter((index) => before.rows[index] !== after.rows[index])
    .map((index) => {
      const line = String(index + 1).padStart(4);
      return `${line} - ${before.rows[index] ?? ""}\n${line} + ${after.rows[index] ?? ""}`;
    });
  const styles = diffLines(before.styles, after.styles)
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ added, value }) =>
      value
        .trimEnd()
        .split("\n")
        .map((line) => `   ${added ? "+" : "-"} ${line}`),
    );
  return [
    ...first(rows, "rows"),
    ...(styles.length === 0 ? [] : ["styles", ...first(styles, "lines of styles")]),
  ].join("\n");
}

/** Of the styles, each line tells its style, so that it can stand alone. */
function partsOf(golden: string): { readonly rows: readonly string[]; readonly styles: string } {
  const lines = golden.trimEnd().split("\n");
  const end = lines.indexOf(SEPARATOR);
  if (end < 0) return { rows: lines, styles: "" };
  let style = "";
  const styles = lines.slice(end + 1).flatMap((line) => {
    if (line.startsWith(" ")) return [`${style}${line}\n`];
    style = line;
    return [];
  });
  return { rows: lines.slice(0, end), styles: styles.join("") };
}

function first(lines: readonly string[], what: string): string[] {
  const more = lines.length - MOST_ROWS;
  return more > 0 ? [...lines.slice(0, MOST_ROWS), `     and ${more} more ${what}`] : [...lines];
}
