import type { IBufferCell } from "@xterm/headless";

/** The SGR sequence that sets exactly this cell's look on a terminal in its default state; empty for the default. */
export function cellStyle(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return "";
  const codes: (string | number)[] = [];
  if (cell.isBold()) codes.push(1);
  if (cell.isDim()) codes.push(2);
  if (cell.isItalic()) codes.push(3);
  if (cell.isUnderline()) codes.push(4);
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

/** The first sixteen stay colours of the palette, so that they look as the person's theme has them. */
function palette(base: 30 | 40, index: number): string | number {
  if (index < 8) return base + index;
  if (index < 16) return base + 60 + index - 8;
  return `${base + 8};5;${index}`;
}

function trueColour(code: 38 | 48, rgb: number): string {
  return `${code};2;${(rgb >> 16) & 255};${(rgb >> 8) & 255};${rgb & 255}`;
}
