import { CodedError } from "../../base/errors.ts";

/** What a dynamic linker must know of a program or library. */
export interface ElfFile {
  /** e_machine, such as 62 for x86-64 and 183 for arm64. */
  readonly machine: number;
  readonly bits: 32 | 64;
  /** Of PT_INTERP; undefined for a library or a static program. */
  readonly interpreter: string | undefined;
  readonly needed: readonly string[];
  /** DT_RUNPATH's folders, $ORIGIN not yet replaced. */
  readonly runpath: readonly string[];
  /** DT_RPATH's folders; only looked at when there is no runpath. */
  readonly rpath: readonly string[];
}

export function isElf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}

/** Reads the headers of an ELF file (System V ABI, chapters 4 and 5). Throws `invalid` naming what is out of bounds. */
export function parseElf(bytes: Uint8Array, path: string): ElfFile {
  const fail = (reason: string): never => {
    throw new CodedError("invalid", "invalid-elf", `read program ${path}: ${reason}`);
  };
  if (!isElf(bytes)) fail("not an ELF file");
  if (bytes.length < 64) fail("cut short in its header");
  const reader = new ElfReader(bytes, fail);
  const segments = programHeaders(reader);
  const interpreter = segments.find(({ type }) => type === PT_INTERP);
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  const entries = dynamic === undefined ? [] : dynamicEntries(reader, dynamic);
  const stringsAt = entries.find(({ tag }) => tag === DT_STRTAB);
  const strings = (wanted: number): string[] => {
    const found = entries.filter(({ tag }) => tag === wanted);
    if (found.length > 0 && stringsAt === undefined) fail("a dynamic section without a string table");
    const table = fileOffset(segments, stringsAt?.value ?? 0) ?? fail("a string table outside every segment");
    return found.map(({ value }) => reader.text(table + value));
  };
  const paths = (tag: number): string[] =>
    strings(tag).flatMap((text) => text.split(":").filter((part) => part !== ""));
  return {
    machine: reader.u16(18),
    bits: reader.is64 ? 64 : 32,
    interpreter: interpreter === undefined ? undefined : reader.text(interpreter.offset),
    needed: entries.length === 0 ? [] : strings(DT_NEEDED),
    runpath: entries.length === 0 ? [] : paths(DT_RUNPATH),
    rpath: entries.length === 0 ? [] : paths(DT_RPATH),
  };
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const DT_NULL = 0;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_RPATH = 15;
const DT_RUNPATH = 29;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
}

function programHeaders(reader: ElfReader): Segment[] {
  const start = reader.word(reader.is64 ? 32 : 28);
  const size = reader.u16(reader.is64 ? 54 : 42);
  const count = reader.u16(reader.is64 ? 56 : 44);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    return reader.is64
      ? {
          type: reader.u32(at),
          offset: reader.word(at + 8),
          address: reader.word(at + 16),
          fileSize: reader.word(at + 32),
        }
      : {
          type: reader.u32(at),
          offset: reader.word(at + 4),
          address: reader.word(at + 8),
          fileSize: reader.word(at + 16),
        };
  });
}

function dynamicEntries(reader: ElfReader, { offset, fileSize }: Segment): { tag: number; value: number }[] {
  const wordSize = reader.is64 ? 8 : 4;
  const entries: { tag: number; value: number }[] = [];
  for (let at = offset; at + 2 * wordSize <= offset + fileSize; at += 2 * wordSize) {
    const tag = reader.word(at);
    if (tag === DT_NULL) break;
    entries.push({ tag, value: reader.word(at + wordSize) });
  }
  return entries;
}

/** Dynamic entries give addresses in memory; a file is read by offsets. */
function fileOffset(segments: readonly Segment[], address: number): number | undefined {
  const segment = segments.find(
    ({ type, address: start, fileSize }) =>
      type === PT_LOAD && address >= start && address < start + fileSize,
  );
  return segment === undefined ? undefined : address - segment.address + segment.offset;
}

class ElfReader {
  readonly is64: boolean;
  readonly #view: DataView;
  readonly #littleEndian: boolean;
  readonly #fail: (reason: string) => never;

  constructor(bytes: Uint8Array, fail: (reason: string) => never) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#fail = fail;
    this.is64 = bytes[4] === 2;
    this.#littleEndian = bytes[5] !== 2;
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#within(at, 2), this.#littleEndian);
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#within(at, 4), this.#littleEndian);
  }

  /** A native word: an address, an offset or a size. Past 2^53 nothing in a real file lies. */
  word(at: number): number {
    return this.is64
      ? Number(this.#view.getBigUint64(this.#within(at, 8), this.#littleEndian))
      : this.u32(at);
  }

  text(at: number): string {
    let end = this.#within(at, 1);
    while (end < this.#view.byteLength && this.#view.getUint8(end) !== 0) end += 1;
    return Buffer.from(this.#view.buffer, this.#view.byteOffset + at, end - at).toString("utf8");
  }

  #within(at: number, size: number): number {
    return at >= 0 && at + size <= this.#view.byteLength
      ? at
      : this.#fail(`points outside itself (at ${at})`);
  }
}
