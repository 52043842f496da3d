/** One header block of a tar file (POSIX ustar; GNU's sizes in base 256). */
export interface TarHeader {
  readonly name: string;
  /** The type flag: "0" a file, "1" a hard link, "2" a symlink, "5" a directory, … */
  readonly type: string;
  readonly sizeBytes: number;
  readonly linkTarget: string;
}

/** Undefined when the checksum or the size does not hold: then it is no header. */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  const sizeBytes = parseNumber(block.subarray(124, 136));
  if (sizeBytes === undefined || parseNumber(block.subarray(148, 156)) !== checksumOf(block))
    return undefined;
  const isUstar = block.toString("latin1", 257, 263) === "ustar\0";
  const prefix = isUstar ? text(block, 345, 155) : "";
  const name = text(block, 0, 100);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    type: String.fromCharCode(block[156] ?? 0),
    sizeBytes,
    linkTarget: text(block, 157, 100),
  };
}

export function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

function text(block: Buffer, start: number, count: number): string {
  const end = block.indexOf(0, start);
  return block.toString("utf8", start, end < 0 ? start + count : Math.min(end, start + count));
}

function parseNumber(field: Buffer): number | undefined {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    return field[0] === 0x80 && Number.isSafeInteger(value) ? value : undefined;
  }
  const digits = field
    .toString("latin1")
    .replace(/[\0 ]+$/, "")
    .trimStart();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || "0", 8) : undefined;
}

/** The sum of all bytes, the checksum's own eight counted as spaces. */
function checksumOf(block: Buffer): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}
