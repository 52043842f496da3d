/** A member of a tar that we write: fixed owner, mode and time, so that the same content gives the same bytes. */
export interface WrittenMember {
  /** At most 100 bytes. */
  readonly name: string;
  readonly kind: "file" | "directory";
  readonly sizeBytes: number;
}

const BLOCK_BYTES = 512;

/** The header block of a member (POSIX ustar). */
export function tarHeaderBlock({ name, kind, sizeBytes }: WrittenMember): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, at: number, digits: number): void => {
    block.write(value.toString(8).padStart(digits, "0"), at, "latin1");
  };
  block.write(name, 0, 100, "utf8");
  octal(kind === "directory" ? 0o755 : 0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  writeSize(block, sizeBytes);
  octal(0, 136, 11);
  block.write(kind === "directory" ? "5" : "0", 156, "latin1");
  block.write("ustar\x0000", 257, "latin1");
  block.fill(" ", 148, 156);
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  block[154] = 0;
  return block;
}

/** Eleven octal digits reach 8 GiB; beyond it, big-endian with the first bit set, as GNU and Go write it. */
function writeSize(block: Buffer, sizeBytes: number): void {
  if (sizeBytes < 8 ** 11) block.write(sizeBytes.toString(8).padStart(11, "0"), 124, "latin1");
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(sizeBytes), 128);
  }
}

/** What fills a member's content up to a whole block. */
export function tarPadding(sizeBytes: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES);
}

/** Two empty blocks. */
export const TAR_END = Buffer.alloc(2 * BLOCK_BYTES);
