import type { Background } from "./background.ts";
import type { Colour, Look } from "./style.ts";

/** The few looks from which a theme makes all its styles. */
export interface Palette {
  readonly good: Look;
  readonly caution: Look;
  readonly bad: Look;
  readonly info: Look;
  readonly accent: Look;
  readonly muted: Look;
  readonly border: Look;
}

const colour = (palette: number, indexed?: number, rgb?: readonly [number, number, number]): Look => {
  const made: Colour = { palette, ...(indexed === undefined ? {} : { indexed }), ...(rgb ? { rgb } : {}) };
  return { colour: made };
};

const bold = (look: Look): Look => ({ ...look, bold: true });

/** The terminal's own sixteen, which its person chose for its background. */
const TERMINAL: Palette = {
  good: colour(2),
  caution: colour(3),
  bad: colour(1),
  info: colour(4),
  accent: colour(6),
  muted: { dim: true },
  border: { dim: true },
};

export const PALETTES = {
  default: {
    dark: {
      good: colour(2, 71, [106, 176, 106]),
      caution: colour(3, 179, [215, 170, 90]),
      bad: colour(1, 167, [226, 106, 100]),
      info: colour(4, 75, [98, 166, 230]),
      accent: colour(6, 80, [86, 196, 206]),
      muted: colour(8, 245, [138, 138, 138]),
      border: colour(8, 240, [96, 96, 96]),
    },
    light: {
      good: colour(2, 28, [24, 110, 40]),
      caution: colour(3, 94, [138, 84, 0]),
      bad: colour(1, 124, [176, 32, 28]),
      info: colour(4, 25, [24, 88, 170]),
      accent: colour(6, 24, [0, 100, 118]),
      muted: colour(8, 242, [100, 100, 100]),
      border: colour(8, 247, [158, 158, 158]),
    },
  },
  "high-contrast": {
    dark: {
      good: bold(colour(10, 84, [95, 255, 135])),
      caution: bold(colour(11, 227, [255, 255, 95])),
      bad: bold(colour(9, 210, [255, 135, 135])),
      info: bold(colour(14, 123, [135, 255, 255])),
      accent: bold(colour(15, 231, [255, 255, 255])),
      muted: {},
      border: colour(15, 231, [255, 255, 255]),
    },
    light: {
      good: bold(colour(2, 22, [0, 80, 0])),
      caution: bold(colour(5, 94, [110, 60, 0])),
      bad: bold(colour(1, 88, [135, 0, 0])),
      info: bold(colour(4, 18, [0, 0, 135])),
      accent: bold(colour(0, 16, [0, 0, 0])),
      muted: {},
      border: colour(0, 16, [0, 0, 0]),
    },
  },
  // Blue against orange, light against dark: what is left to an eye that lacks red or green (Okabe and Ito's set).
  "colour-blind": {
    dark: {
      good: colour(6, 37, [0, 170, 190]),
      caution: colour(3, 228, [248, 228, 120]),
      bad: colour(5, 208, [236, 120, 20]),
      info: colour(4, 153, [160, 205, 250]),
      accent: colour(12, 39, [60, 150, 240]),
      muted: colour(8, 245, [138, 138, 138]),
      border: colour(8, 240, [96, 96, 96]),
    },
    light: {
      good: colour(6, 24, [0, 92, 120]),
      caution: colour(3, 136, [150, 112, 0]),
      bad: colour(5, 88, [116, 36, 0]),
      info: colour(4, 26, [0, 90, 210]),
      accent: colour(4, 19, [0, 30, 160]),
      muted: colour(8, 242, [100, 100, 100]),
      border: colour(8, 247, [158, 158, 158]),
    },
  },
  terminal: { dark: TERMINAL, light: TERMINAL },
} as const satisfies Record<string, Readonly<Record<Background, Palette>>>;
