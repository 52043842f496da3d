import type { Cell } from "../test/support/screen.ts";

const CELL = { width: 8.4, height: 18, fontSize: 14 };
const PADDING = 14;
const BAR_HEIGHT = 26;
const COLOURS = { background: "#14161b", foreground: "#d5d8df", bar: "#22252d" };
const PALETTE = [
  ...["#22252d", "#e0697a", "#8fc77b", "#e0b769", "#6ca6e8", "#c08ae0", "#62c2c9", "#c9ccd4"],
  ...["#6b7180", "#f08a98", "#a8dd94", "#f0cc85", "#8dbdf5", "#d3a5ee", "#80d6dc", "#f2f4f8"],
];

/** Draws a terminal's screen, row by row, as an SVG picture: one `<text>` per run of equal style, boxes behind. */
export function screenToSvg(screen: readonly (readonly Cell[])[], title: string): string {
  const width = (screen[0]?.length ?? 0) * CELL.width + 2 * PADDING;
  const height = screen.length * CELL.height + 2 * PADDING + BAR_HEIGHT;
  const rows = screen.map(drawRow).join("\n");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<rect width="100%" height="100%" rx="9" fill="${COLOURS.background}"/>`,
    `<path d="M0 9a9 9 0 0 1 9-9h${width - 18}a9 9 0 0 1 9 9v${BAR_HEIGHT - 9}H0z" fill="${COLOURS.bar}"/>`,
    ...["#e0697a", "#e0b769", "#8fc77b"].map(
      (colour, index) => `<circle cx="${18 + index * 18}" cy="${BAR_HEIGHT / 2}" r="5" fill="${colour}"/>`,
    ),
    `<text x="${width / 2}" y="${BAR_HEIGHT / 2 + 4}" fill="#9aa0ad" font-family="sans-serif" font-size="12" text-anchor="middle">${escapeXml(title)}</text>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${CELL.fontSize}" fill="${COLOURS.foreground}" xml:space="preserve">`,
    rows,
    "</g></svg>\n",
  ].join("\n");
}

interface Run {
  readonly column: number;
  text: string;
  columns: number;
  readonly style: string;
}

function drawRow(cells: readonly Cell[], row: number): string {
  const runs: Run[] = [];
  for (const [column, cell] of cells.entries()) {
    // The second half of a wide character.
    if (cell.width === 0) continue;
    const text = cell.text === "" ? " " : cell.text;
    const last = runs.at(-1);
    // A wide character starts a run of its own, so that the next one stands where the grid has it.
    const joins = last?.style === cell.style && cell.width === 1 && last.columns === last.text.length;
    if (last !== undefined && joins) {
      last.text += text;
      last.columns += 1;
    } else {
      runs.push({ column, text, columns: cell.width, style: cell.style });
    }
  }
  return runs.map((run) => drawRun(run, row)).join("");
}

function drawRun({ column, text, columns, style: words }: Run, row: number): string {
  const style = parseStyle(words);
  const x = PADDING + column * CELL.width;
  const y = PADDING + BAR_HEIGHT + row * CELL.height;
  const width = columns * CELL.width;
  const box =
    style.background === undefined
      ? ""
      : `<rect x="${x.toFixed(1)}" y="${y}" width="${(width + 0.3).toFixed(1)}" height="${CELL.height}" fill="${style.background}"/>`;
  if (text.trim() === "") return box;
  const attributes = [
    style.foreground === COLOURS.foreground ? "" : ` fill="${style.foreground}"`,
    style.bold ? ' font-weight="bold"' : "",
    style.italic ? ' font-style="italic"' : "",
    style.underline ? ' text-decoration="underline"' : "",
    style.dim ? ' opacity="0.6"' : "",
  ].join("");
  return `${box}<text x="${x.toFixed(1)}" y="${y + CELL.height - 5}" textLength="${width.toFixed(1)}" lengthAdjust="spacingAndGlyphs"${attributes}>${escapeXml(text)}</text>`;
}

interface Style {
  readonly foreground: string;
  readonly background: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

/** Reads a cell's style in the words of the test screen: "bold fg=2 bg=#151515". */
function parseStyle(words: string): Style {
  const all = words.split(" ");
  const colourOf = (name: string): string | undefined => {
    const value = all.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    if (value === undefined) return undefined;
    return value.startsWith("#") ? value : colour(Number(value));
  };
  const [foreground, background] = [colourOf("fg"), colourOf("bg")];
  const isInverse = all.includes("inverse");
  return {
    foreground: (isInverse ? (background ?? COLOURS.background) : foreground) ?? COLOURS.foreground,
    background: isInverse ? (foreground ?? COLOURS.foreground) : background,
    bold: all.includes("bold"),
    dim: all.includes("dim"),
    italic: all.includes("italic"),
    underline: all.includes("underline"),
  };
}

/** One of xterm's 256 colours. */
function colour(value: number): string {
  if (value < 16) return PALETTE[value] ?? COLOURS.foreground;
  if (value >= 232)
    return `rgb(${Array(3)
      .fill(8 + (value - 232) * 10)
      .join(",")})`;
  const index = value - 16;
  const level = (part: number): number => (part === 0 ? 0 : 55 + part * 40);
  return `rgb(${level(Math.floor(index / 36))},${level(Math.floor(index / 6) % 6)},${level(index % 6)})`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
