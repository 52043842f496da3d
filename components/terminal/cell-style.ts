import type { IBufferCell } from "@xterm/headless";

/**
 * The SGR sequence that sets this cell's look on a terminal in its default state; empty for the default. Blinking (5) is
 * left out: Ink does not know its end, and takes the colours with it.
 */
export function cellStyle(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return "";
  const codes: (string | number)[] = [];
  if (cell.isBold()) codes.push(1);
  if (cell.isDim()) codes.push(2);
  if (cell.isItalic()) codes.push(3);
  if (cell.isUnderline()) codes.push(4, ...underlineColour(cell));
  if (cell.isInverse()) codes.push(7);
  if (cell.isInvisible()) codes.push(8);
  if (cell.isStrikethrough()) codes.push(9);
  if (cell.isOverline()) codes.push(53);
  if (cell.isFgRGB()) codes.push(trueColour(38, cell.getFgColor()));
  else if (cell.isFgPalette()) codes.push(palette(30, cell.getFgColor()));
  if (cell.isBgRGB()) codes.push(trueColour(48, cell.getBgColor()));
  else if (cell.isBgPalette()) codes.push(palette(40, cell.getBgColor()));
  return codes.length === 0 ? "" : `\x1b[${codes.join(";")}m`;
}

/** What every cell has, though its type does not say so. */
interface ColouredLine {
  getUnderlineColor(): number;
  isUnderlineColorRGB(): boolean;
  isUnderlineColorPalette(): boolean;
}

/**
 * The colour of the line under a cell. Its shape (curly, dotted) gets lost on the way: Ink knows the plain line alone.
 */
function underlineColour(cell: IBufferCell): readonly (string | number)[] {
  const line = cell as IBufferCell & ColouredLine;
  const colour = line.getUnderlineColor();
  if (line.isUnderlineColorRGB()) return [trueColour(58, colour)];
  return line.isUnderlineColorPalette() ? [`58;5;${colour}`] : [];
}

/** The first sixteen stay colours of the palette, so that they look as the person's theme has them. */
function palette(base: 30 | 40, index: number): string | number {
  if (index < 8) return base + index;
  if (index < 16) return base + 60 + index - 8;
  return `${base + 8};5;${index}`;
}

function trueColour(code: 38 | 48 | 58, rgb: number): string {
  return `${code};2;${(rgb >> 16) & 255};${(rgb >> 8) & 255};${rgb & 255}`;
}
