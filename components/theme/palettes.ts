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

export const PALETTES = {
  default: {
    good: colour(2, 71, [106, 176, 106]),
    caution: colour(3, 179, [215, 170, 90]),
    bad: colour(1, 167, [219, 98, 92]),
    info: colour(4, 75, [98, 166, 230]),
    accent: colour(6, 80, [86, 196, 206]),
    muted: colour(8, 245, [138, 138, 138]),
    border: colour(8, 240, [96, 96, 96]),
  },
  "high-contrast": {
    good: { ...colour(10), bold: true },
    caution: { ...colour(11), bold: true },
    bad: { ...colour(9), bold: true },
    info: { ...colour(14), bold: true },
    accent: { ...colour(15), bold: true },
    muted: {},
    border: colour(15),
  },
  // Blue, orange and their kin stay apart for every common kind of colour blindness (Okabe and Ito's set).
  "colour-blind": {
    good: colour(6, 37, [0, 158, 175]),
    caution: colour(3, 178, [240, 200, 66]),
    bad: colour(5, 166, [213, 94, 0]),
    info: colour(4, 74, [86, 180, 233]),
    accent: colour(12, 32, [40, 140, 220]),
    muted: colour(8, 245, [138, 138, 138]),
    border: colour(8, 240, [96, 96, 96]),
  },
  terminal: {
    good: colour(2),
    caution: colour(3),
    bad: colour(1),
    info: colour(4),
    accent: colour(6),
    muted: { dim: true },
    border: { dim: true },
  },
} as const satisfies Record<string, Palette>;
