import { CodedError } from "../../base/errors.ts";
import { exactTime } from "./entry-attributes.ts";
import type { FileTime } from "./entry-record.ts";
import { pathToBytes } from "./path-bytes.ts";
import { TAR_BLOCK } from "./tar-header.ts";
import type { EntryKind, TreeEntry } from "./tree.ts";
import { OPAQUE_NAME, whiteoutName } from "./whiteout.ts";

/** An entry to pack: its content when it is a file, and its time to the nanosecond where a tree's is not enough. */
export interface PackEntry {
  readonly entry: TreeEntry;
  readonly content?: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined;
  readonly mtime?: FileTime;
}

/**
 * Makes a layer's tar: whiteouts and opaque directories by image-spec's marks, ustar headers, PAX records only for what
 * has no room in them. The same entries give the same bytes: no names of owners, no times but the entries' own.
 * Throws `internal` when a content is not as long as its entry says.
 */
export async function* packEntries(
  entries: AsyncIterable<PackEntry> | Iterable<PackEntry>,
): AsyncGenerator<Buffer> {
  for await (const { entry, content, mtime = exactTime(entry.mtimeSeconds) } of entries) {
    if (entry.kind === "whiteout") {
      yield header({ ...entry, kind: "file", path: whiteoutName(entry.path), mode: 0 }, mtime);
      continue;
    }
    yield header(entry, mtime);
    if (entry.opaque) {
      const path = entry.path === "" ? OPAQUE_NAME : `${entry.path}/${OPAQUE_NAME}`;
      yield header({ path, kind: "file", mode: 0, uid: 0, gid: 0, sizeBytes: 0, mtimeSeconds: 0 }, mtime);
    }
    if (entry.kind === "file") yield* body(entry, content ?? []);
  }
  yield Buffer.alloc(2 * TAR_BLOCK);
}

async function* body(
  { path, sizeBytes }: TreeEntry,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const part of content) {
    done += part.length;
    if (done > sizeBytes) break;
    yield Buffer.from(part.buffer, part.byteOffset, part.length);
  }
  if (done !== sizeBytes) {
    throw new CodedError("internal", "pack-size", `pack ${path}: its content is not ${sizeBytes} bytes long`);
  }
  const padding = (TAR_BLOCK - (sizeBytes % TAR_BLOCK)) % TAR_BLOCK;
  if (padding > 0) yield Buffer.alloc(padding);
}

const TYPE_FLAGS: Record<Exclude<EntryKind, "whiteout">, string> = {
  file: "0",
  hardlink: "1",
  symlink: "2",
  character: "3",
  block: "4",
  directory: "5",
  fifo: "6",
};

function header(entry: TreeEntry, mtime: FileTime): Buffer {
  const pax = new Map<string, Buffer>();
  const block = headerBlock(entry, mtime, pax);
  for (const [name, value] of Object.entries(entry.xattrs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    pax.set(`SCHILY.xattr.${name}`, Buffer.from(value, "base64"));
  }
  if (pax.size === 0) return block;
  const records = Buffer.concat([...pax].map(([key, value]) => paxRecord(key, value)));
  const plain = { path: "PaxHeader", kind: "file", mode: 0o644, uid: 0, gid: 0, mtimeSeconds: 0 } as const;
  const extension = headerBlock(
    { ...plain, sizeBytes: records.length },
    { seconds: 0, nanoseconds: 0 },
    new Map(),
  );
  extension.write("x", 156, "latin1");
  const padding = Buffer.alloc((TAR_BLOCK - (records.length % TAR_BLOCK)) % TAR_BLOCK);
  return Buffer.concat([sign(extension), records, padding, block]);
}

/** The block of a header; what it has no room for goes to `pax`. */
function headerBlock(entry: TreeEntry, mtime: FileTime, pax: Map<string, Buffer>): Buffer {
  const { kind, mode, uid, gid, sizeBytes, linkTarget, device } = entry;
  const block = Buffer.alloc(TAR_BLOCK);
  const text = (value: string, at: number, bytes: number, key: string): void => {
    const encoded = pathToBytes(value);
    // Only ASCII means the same to every reader.
    if (encoded.length > bytes || encoded.some((byte) => byte >= 0x80)) pax.set(key, encoded);
    encoded.copy(block, at, 0, bytes);
  };
  const number = (value: number, at: number, digits: number, key?: string): void => {
    const fits = value >= 0 && value < 8 ** digits;
    if (!fits && key !== undefined) pax.set(key, Buffer.from(`${value}`));
    block.write(`${(fits ? value : 0).toString(8).padStart(digits, "0")}\0`, at, "latin1");
  };
  text(tarName(entry), 0, 100, "path");
  number(mode, 100, 7);
  number(uid, 108, 7, "uid");
  number(gid, 116, 7, "gid");
  number(kind === "file" ? sizeBytes : 0, 124, 11, "size");
  number(mtime.seconds, 136, 11);
  if (mtime.nanoseconds !== 0 || mtime.seconds < 0) pax.set("mtime", Buffer.from(decimalTime(mtime)));
  block.write(kind === "whiteout" ? "0" : TYPE_FLAGS[kind], 156, "latin1");
  if (kind === "symlink" || kind === "hardlink") text(linkTarget ?? "", 157, 100, "linkpath");
  block.write("ustar\x0000", 257, "latin1");
  number(device?.major ?? 0, 329, 7);
  number(device?.minor ?? 0, 337, 7);
  return sign(block);
}

function tarName({ path, kind }: TreeEntry): string {
  if (kind !== "directory") return path;
  return path === "" ? "./" : `${path}/`;
}

/** The checksum is counted with blanks in its own place. */
function sign(block: Buffer): Buffer {
  block.write("        ", 148, "latin1");
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

/** "<length> <key>=<value>\n", where the length counts itself. */
function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from("\n")]);
  let length = rest.length + 1;
  while (rest.length + `${length}`.length !== length) length = rest.length + `${length}`.length;
  return Buffer.concat([Buffer.from(`${length}`), rest]);
}

function decimalTime({ seconds, nanoseconds }: FileTime): string {
  if (nanoseconds === 0) return `${seconds}`;
  const [whole, fraction] = seconds < 0 ? [seconds + 1, 1e9 - nanoseconds] : [seconds, nanoseconds];
  const sign = seconds < 0 ? "-" : "";
  return `${sign}${Math.abs(whole)}.${`${fraction}`.padStart(9, "0").replace(/0+$/, "")}`;
}
