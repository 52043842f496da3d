export interface GraphOptions {
  /** Oldest first, two for each column; undefined where nothing was measured. */
  readonly values: readonly (number | undefined)[];
  readonly columns: number;
  readonly rows: number;
  /** The value at the upper edge. */
  readonly max: number;
  readonly ascii: boolean;
}

/** Bits of a braille letter's dots, from the bottom up, in its left and its right half. */
const LEFT = [0x40, 0x04, 0x02, 0x01];
const RIGHT = [0x80, 0x20, 0x10, 0x08];
const BRAILLE = 0x2800;

/** An area under a curve: exactly `rows` texts of `columns` letters, the newest value at the right. */
export function graphRows({ values, columns, rows, max, ascii }: GraphOptions): string[] {
  const shown = values.slice(-columns * 2);
  const padded = [...Array<undefined>(columns * 2 - shown.length).fill(undefined), ...shown];
  const steps = rows * 4;
  // What is measured at all has one dot at least: nothing and very little are not the same.
  const heights = padded.map((value) =>
    value === undefined || max <= 0 ? 0 : Math.min(steps, Math.max(1, Math.round((value / max) * steps))),
  );
  return Array.from({ length: rows }, (_, row) => {
    const base = (rows - 1 - row) * 4;
    let text = "";
    for (let column = 0; column < columns; column += 1) {
      const left = dots((heights[column * 2] ?? 0) - base);
      const right = dots((heights[column * 2 + 1] ?? 0) - base);
      text += ascii ? asciiLetter(Math.max(left, right)) : brailleLetter(left, right);
    }
    return text;
  });
}

function dots(height: number): number {
  return Math.max(0, Math.min(4, height));
}

function brailleLetter(left: number, right: number): string {
  if (left === 0 && right === 0) return " ";
  let bits = BRAILLE;
  for (let dot = 0; dot < left; dot += 1) bits |= LEFT[dot]!;
  for (let dot = 0; dot < right; dot += 1) bits |= RIGHT[dot]!;
  return String.fromCharCode(bits);
}

function asciiLetter(height: number): string {
  return [" ", ".", ":", "|", "#"][height] ?? "#";
}
