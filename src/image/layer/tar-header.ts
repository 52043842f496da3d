import { CodedError } from "../../base/errors.ts";
import type { FileTime } from "./entry-record.ts";
import { pathFromBytes } from "./path-bytes.ts";

/** One entry of a tar, as its headers together describe it. Names are as they stand there: nothing is cleaned yet. */
export interface TarHeader {
  readonly type: TarType;
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly mtime: FileTime;
  readonly device: { readonly major: number; readonly minor: number };
  /** From PAX records SCHILY.xattr.*; values as they are, which need not be text. */
  readonly xattrs: ReadonlyMap<string, Buffer>;
}

export type TarType = "file" | "hardlink" | "symlink" | "character" | "block" | "directory" | "fifo";

/** What headers before an entry's own say about it: PAX records and GNU's long names. */
export interface TarExtensions {
  readonly pax: ReadonlyMap<string, Buffer>;
  readonly longName: Buffer | undefined;
  readonly longLinkName: Buffer | undefined;
}

export const TAR_BLOCK = 512;

/** Whether a block can be a header: its checksum, taken as signed or as unsigned bytes, is right. */
export function hasTarChecksum(block: Buffer): boolean {
  let unsigned = 8 * 0x20;
  let signed = unsigned;
  for (let i = 0; i < TAR_BLOCK; i += 1) {
    if (i >= 148 && i < 156) continue;
    const byte = block[i]!;
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  const written = octal(block.subarray(148, 156));
  return written === unsigned || written === signed;
}

/** The type letter of a header block. */
export function tarTypeFlag(block: Buffer): string {
  return block[156] === 0 ? "0" : String.fromCharCode(block[156]!);
}

/** The size a header block gives, before PAX has its say. */
export function tarSize(block: Buffer): number {
  return number(block, 124, 12, "size");
}

/** Reads an entry's header. Throws `invalid` for what no layer may hold: sparse files, unknown types, absurd numbers. */
export function parseTarHeader(block: Buffer, { pax, longName, longLinkName }: TarExtensions): TarHeader {
  const name = pathFromBytes(value(pax, "path") ?? longName ?? blockName(block));
  const flag = tarTypeFlag(block);
  if (flag === "S" || [...pax.keys()].some((key) => key.startsWith("GNU.sparse."))) {
    throw refused(name, "sparse files are not supported", "make the archive without --sparse");
  }
  // Before there was a type for directories a slash at the end of the name said so.
  const type = flag === "0" && name.endsWith("/") ? "directory" : TYPES[flag];
  if (type === undefined) throw refused(name, `unknown type ${JSON.stringify(flag)}`);
  // Only files have content: what other headers say as size is not there.
  const sizeBytes = type === "file" ? (paxNumber(pax, "size") ?? tarSize(block)) : 0;
  const header: TarHeader = {
    type,
    name,
    linkName: pathFromBytes(value(pax, "linkpath") ?? longLinkName ?? untilNul(block, 157, 100)),
    mode: number(block, 100, 8, "mode") & 0o7777,
    uid: paxNumber(pax, "uid") ?? number(block, 108, 8, "uid"),
    gid: paxNumber(pax, "gid") ?? number(block, 116, 8, "gid"),
    sizeBytes,
    mtime: paxTime(pax) ?? { seconds: number(block, 136, 12, "time"), nanoseconds: 0 },
    device: isDevice(type)
      ? { major: number(block, 329, 8, "device"), minor: number(block, 337, 8, "device") }
      : { major: 0, minor: 0 },
    xattrs: xattrsOf(pax),
  };
  checkNumbers(header);
  return header;
}

/** The records of a PAX header: "<length> <key>=<value>\n". Values stay bytes: file capabilities are no text. */
export function parsePax(bytes: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(bytes.toString("latin1", at, space));
    const end = at + length;
    const equals = bytes.indexOf(0x3d, space);
    // Some writers pad with NULs.
    if (bytes[at] === 0) break;
    const wellFormed = Number.isInteger(length) && end <= bytes.length && equals > space && equals < end;
    if (!wellFormed || bytes[end - 1] !== 0x0a) throw damaged("a PAX header is malformed");
    records.set(bytes.toString("utf8", space + 1, equals), bytes.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}

export function damaged(reason: string): CodedError {
  return new CodedError("invalid", "tar-damaged", `read tar: ${reason}`, {
    hint: "the archive is damaged or cut short; fetch or make it again",
  });
}

const TYPES: Readonly<Record<string, TarType>> = {
  "0": "file",
  "7": "file",
  "1": "hardlink",
  "2": "symlink",
  "3": "character",
  "4": "block",
  "5": "directory",
  "6": "fifo",
};

function refused(name: string, reason: string, hint?: string): CodedError {
  const message = `unpack ${JSON.stringify(name)}: ${reason}`;
  return new CodedError("invalid", "tar-refused", message, hint === undefined ? {} : { hint });
}

function isDevice(type: TarType): boolean {
  return type === "character" || type === "block";
}

function checkNumbers({ name, uid, gid, sizeBytes, mtime, device }: TarHeader): void {
  // 2^32 - 1 means "leave as it is" to chown.
  const idOk = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < 0xffffffff;
  if (!idOk(uid) || !idOk(gid)) throw refused(name, `owner ${uid}:${gid} is out of range`);
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) throw refused(name, "its size is out of range");
  if (!Number.isSafeInteger(mtime.seconds)) throw refused(name, "its time is out of range");
  const numberOk = (part: number): boolean => Number.isInteger(part) && part >= 0 && part <= 0xffffffff;
  if (!numberOk(device.major) || !numberOk(device.minor)) throw refused(name, "its device is out of range");
}

function blockName(block: Buffer): Buffer {
  const name = untilNul(block, 0, 100);
  // ustar puts the front of a long name elsewhere; GNU's own format ("ustar  ") uses that place for other things.
  const isUstar = block.toString("latin1", 257, 263) === "ustar\0";
  const prefix = isUstar ? untilNul(block, 345, 155) : Buffer.alloc(0);
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from("/"), name]);
}

export function untilNul(bytes: Buffer, start: number, length: number): Buffer {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

/** A number in octal digits, or big-endian where the first bit says so (for what octal has no room for). */
function number(block: Buffer, start: number, length: number, what: string): number {
  const field = block.subarray(start, start + length);
  const parsed = (field[0]! & 0x80) === 0 ? octal(field) : big(field);
  if (Number.isNaN(parsed)) throw damaged(`a header's ${what} is no number`);
  return parsed;
}

function octal(field: Buffer): number {
  const text = field.toString("latin1").replace(/^[ \0]+|[ \0].*$/gs, "");
  if (text === "") return 0;
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

function big(field: Buffer): number {
  const negative = (field[0]! & 0x40) !== 0;
  let result = BigInt(field[0]! & 0x3f);
  for (const byte of field.subarray(1)) result = (result << 8n) | BigInt(byte);
  if (negative) result -= 1n << BigInt(8 * field.length - 2);
  return Number(result);
}

/** An empty value takes back what was said before. */
function value(pax: ReadonlyMap<string, Buffer>, key: string): Buffer | undefined {
  const bytes = pax.get(key);
  return bytes === undefined || bytes.length === 0 ? undefined : bytes;
}

function paxNumber(pax: ReadonlyMap<string, Buffer>, key: string): number | undefined {
  const text = value(pax, key)?.toString("latin1");
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw damaged(`the PAX record ${key} is no number`);
  return Number(text);
}

function paxTime(pax: ReadonlyMap<string, Buffer>): FileTime | undefined {
  const text = value(pax, "mtime")?.toString("latin1");
  if (text === undefined) return undefined;
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null) throw damaged("the PAX record mtime is no time");
  const whole = Number(match[2]);
  const nanoseconds = Number((match[3] ?? "").slice(0, 9).padEnd(9, "0"));
  if (match[1] !== "-") return { seconds: whole, nanoseconds };
  return nanoseconds === 0
    ? { seconds: -whole, nanoseconds: 0 }
    : { seconds: -whole - 1, nanoseconds: 1e9 - nanoseconds };
}

function xattrsOf(pax: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const xattrs = new Map<string, Buffer>();
  for (const [key, bytes] of pax) {
    // A copy: the header's block is part of a large buffer that should not live on with the tree.
    if (key.startsWith(XATTR)) xattrs.set(key.slice(XATTR.length), Buffer.from(bytes));
  }
  return xattrs;
}

const XATTR = "SCHILY.xattr.";
