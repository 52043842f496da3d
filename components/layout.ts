import { type Focus, SIDE_PANELS, type SidePanel, type Zoom } from "../src/stores/view/navigation.ts";

/** Part of the screen; `left` and `top` count from 0, frames included. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

export interface SideRectangle extends Rectangle {
  readonly panel: SidePanel;
  /** Folded to its title line, when there is no room for a frame. */
  readonly folded: boolean;
}

export type Layout =
  | { readonly kind: "too-small"; readonly columns: number; readonly rows: number }
  | {
      readonly kind: "screen";
      readonly columns: number;
      readonly rows: number;
      readonly header: Rectangle;
      readonly footer: Rectangle;
      readonly sides: readonly SideRectangle[];
      readonly main: Rectangle | undefined;
    };

export interface LayoutInput {
  readonly columns: number;
  readonly rows: number;
  readonly focus: Focus;
  readonly panel: SidePanel;
  readonly zoom: Zoom;
}

export const LEAST_COLUMNS = 60;
export const LEAST_ROWS = 16;

/** Decides where everything stands. Short screens fold the side panels that are not in use. */
export function layout({ columns, rows, focus, panel, zoom }: LayoutInput): Layout {
  if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) return { kind: "too-small", columns, rows };
  const header = { left: 0, top: 0, columns, rows: 1 };
  const footer = { left: 0, top: rows - 1, columns, rows: 1 };
  const body = { left: 0, top: 1, columns, rows: rows - 2 };
  const whole = { kind: "screen", columns, rows, header, footer } as const;
  if (zoom === "full" && focus !== "side") return { ...whole, sides: [], main: body };
  if (zoom === "full") return { ...whole, sides: [{ ...body, panel, folded: false }], main: undefined };
  const sideColumns = sideWidth(columns, focus, zoom);
  const sides = stack(body, panel, zoom === "half" && focus === "side").map((side) => ({
    ...side,
    columns: sideColumns,
  }));
  return { ...whole, sides, main: { ...body, left: sideColumns, columns: columns - sideColumns } };
}

/** What a frame leaves inside. */
export function inside({ left, top, columns, rows }: Rectangle): Rectangle {
  return { left: left + 1, top: top + 1, columns: Math.max(0, columns - 2), rows: Math.max(0, rows - 2) };
}

const LEAST_SIDE_COLUMNS = 22;
const MOST_SIDE_COLUMNS = 56;

function sideWidth(columns: number, focus: Focus, zoom: Zoom): number {
  if (zoom === "half") return focus === "side" ? columns >> 1 : LEAST_SIDE_COLUMNS;
  const third = Math.round(columns * 0.33);
  return Math.max(LEAST_SIDE_COLUMNS, Math.min(MOST_SIDE_COLUMNS, third));
}

/** From here on all panels are open at once; below, the ones not in use keep this many rows. */
const ROOMY_ROWS = 26;
const FOLDABLE_ROWS = 18;
const MINOR: readonly SidePanel[] = ["volumes", "networks"];
const SHARES: Readonly<Record<SidePanel, number>> = {
  containers: 8,
  images: 6,
  layers: 6,
  volumes: 3,
  networks: 3,
};

function stack(body: Rectangle, panel: SidePanel, alone: boolean): SideRectangle[] {
  const heights = alone
    ? SIDE_PANELS.map((one) => (one === panel ? body.rows : 0))
    : stackHeights(body.rows, panel);
  let top = body.top;
  return SIDE_PANELS.flatMap((one, index) => {
    const rows = heights[index] ?? 0;
    const side = { panel: one, left: 0, top, columns: 0, rows, folded: rows < 3 };
    top += rows;
    return rows === 0 ? [] : [side];
  });
}

function stackHeights(rows: number, panel: SidePanel): number[] {
  if (rows < ROOMY_ROWS) {
    // Volumes and networks fold to their title lines first.
    const idle = (one: SidePanel): number => (rows < FOLDABLE_ROWS || MINOR.includes(one) ? 1 : 3);
    const others = SIDE_PANELS.reduce((sum, one) => sum + (one === panel ? 0 : idle(one)), 0);
    return SIDE_PANELS.map((one) => (one === panel ? rows - others : idle(one)));
  }
  const total = SIDE_PANELS.reduce((sum, one) => sum + SHARES[one], 0);
  const shared = SIDE_PANELS.map((one) => Math.floor((rows * SHARES[one]) / total));
  const rest = rows - shared.reduce((sum, height) => sum + height, 0);
  return shared.map((height, index) => (index === 0 ? height + rest : height));
}
