import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKGROUNDS } from "../../../../components/theme/background.ts";
import { PALETTES, type Palette } from "../../../../components/theme/palettes.ts";

type Rgb = readonly [number, number, number];

const BACKGROUND_COLOURS: Record<string, Rgb> = { dark: [0, 0, 0], light: [255, 255, 255] };
const TEXTS = ["good", "caution", "bad", "info", "accent", "muted"] as const;
const STATES = ["good", "caution", "bad", "info"] as const;

/** Least contrast of text against its background, as WCAG 2.2 counts it: AA, and AAA for high contrast. */
const LEAST_CONTRAST = { default: 4.5, "high-contrast": 7, "colour-blind": 4.5 } as const;

for (const [name, least] of Object.entries(LEAST_CONTRAST)) {
  for (const background of BACKGROUNDS) {
    test(`every text of ${name} stands out from a ${background} background`, () => {
      const palette: Palette = PALETTES[name as keyof typeof LEAST_CONTRAST][background];
      for (const role of TEXTS) {
        const rgb = palette[role].colour?.rgb;
        // No colour is the terminal's own, which its person reads anyway.
        if (rgb === undefined) continue;
        const ratio = contrast(rgb, BACKGROUND_COLOURS[background]!);
        assert.ok(ratio >= least, `${role}: ${ratio.toFixed(1)}`);
      }
    });
  }
}

/** What is left of linear light to an eye without one kind of cone (Machado, Oliveira and Fernandes, 2009). */
const SIGHTS: Record<string, readonly Rgb[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

/** Far above what the eye can tell apart side by side (about 2), for single letters far from each other. */
const LEAST_DISTANCE = 18;

for (const [sight, cones] of Object.entries(SIGHTS)) {
  for (const background of BACKGROUNDS) {
    test(`the states of the colour-blind theme differ under ${sight}, on ${background}`, () => {
      const seen = STATES.map((role) => {
        const rgb = (PALETTES["colour-blind"][background] as Palette)[role].colour?.rgb;
        assert.ok(rgb !== undefined, role);
        return { role, lab: lab(cones.map((row) => clamp(dot(row, rgb.map(linear)))) as unknown as Rgb) };
      });
      for (const [index, one] of seen.entries())
        for (const other of seen.slice(index + 1)) {
          const distance = Math.hypot(...one.lab.map((value, axis) => value - other.lab[axis]!));
          assert.ok(distance >= LEAST_DISTANCE, `${one.role} ${other.role}: ${distance.toFixed(1)}`);
        }
    });
  }
}

test("the measure tells red from green for most, and not without the cones for it", () => {
  const red: Rgb = [200, 60, 40];
  const green: Rgb = [110, 110, 20];
  const far = (cones: readonly Rgb[]): number => {
    const [a, b] = [red, green].map((rgb) =>
      lab(cones.map((row) => clamp(dot(row, rgb.map(linear)))) as unknown as Rgb),
    );
    return Math.hypot(...a!.map((value, axis) => value - b![axis]!));
  };
  const all: readonly Rgb[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  assert.ok(far(all) > 3 * far(SIGHTS.deuteranopia!));
});

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function dot(row: Rgb, values: readonly number[]): number {
  return row.reduce((sum, weight, index) => sum + weight * values[index]!, 0);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function luminance(rgb: Rgb): number {
  return dot([0.2126, 0.7152, 0.0722], rgb.map(linear));
}

function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

/** CIE L*a*b* of linear RGB, under D65. */
function lab(rgb: Rgb): Rgb {
  const root = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = root(dot([0.4124, 0.3576, 0.1805], rgb) / 0.95047);
  const y = root(dot([0.2126, 0.7152, 0.0722], rgb));
  const z = root(dot([0.0193, 0.1192, 0.9505], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
