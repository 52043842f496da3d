import { CodedError } from "../../base/errors.ts";
import {
  ENTRY_BODY_MAX_BYTES,
  ENTRY_LETTERS,
  ENTRY_MAGIC,
  ENTRY_VERSION,
  type EntryRecord,
  type FileAttributes,
} from "./entry-record.ts";
import { pathFromBytes } from "./path-bytes.ts";

/** A record, or a part of the content of the file before it. */
export type DecodedEntry = EntryRecord | { readonly op: "content"; readonly bytes: Buffer };

/** Reads what `jailfs walk` writes. Throws `internal` when it is cut short or malformed. */
export async function* decodeEntries(stream: AsyncIterable<Buffer>): AsyncGenerator<DecodedEntry> {
  let bytes: Buffer = Buffer.alloc(0);
  let contentLeft = 0;
  let headSeen = false;
  let ended = false;
  for await (const chunk of stream) {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    for (;;) {
      if (!headSeen) {
        if (bytes.length < 8) break;
        checkHead(bytes);
        headSeen = true;
        bytes = bytes.subarray(8);
      }
      if (contentLeft > 0) {
        if (bytes.length === 0) break;
        const part = bytes.subarray(0, contentLeft);
        yield { op: "content", bytes: part };
        contentLeft -= part.length;
        bytes = bytes.subarray(part.length);
        continue;
      }
      if (bytes.length < 5) break;
      const length = bytes.readUInt32LE(0);
      if (length > ENTRY_BODY_MAX_BYTES) throw malformed("a record is too long");
      if (bytes.length < 5 + length) break;
      const record = parseRecord(String.fromCharCode(bytes[4]!), bytes.subarray(5, 5 + length));
      if (record.op === "end") ended = true;
      if (record.op === "file" && record.content) contentLeft = record.sizeBytes;
      yield record;
      bytes = bytes.subarray(5 + length);
    }
  }
  if (!ended || bytes.length > 0) throw malformed("it ended early");
}

function checkHead(bytes: Buffer): void {
  const version = bytes.readUInt32LE(4);
  if (bytes.toString("latin1", 0, 4) !== ENTRY_MAGIC || version !== ENTRY_VERSION)
    throw malformed("unknown version");
}

function parseRecord(letter: string, body: Buffer): EntryRecord {
  const fields = new Fields(body);
  try {
    if (letter === ENTRY_LETTERS.end) return { op: "end" };
    const path = fields.text();
    if (letter === ENTRY_LETTERS.whiteout) return { op: "whiteout", path };
    const attributes = fields.attributes();
    switch (letter) {
      case ENTRY_LETTERS.directory:
        return { op: "directory", path, attributes, opaque: fields.u8() !== 0 };
      case ENTRY_LETTERS.file:
        return { op: "file", path, attributes, sizeBytes: Number(fields.u64()), content: fields.u8() !== 0 };
      case ENTRY_LETTERS.symlink:
        return { op: "symlink", path, attributes, target: fields.text() };
      case ENTRY_LETTERS.character:
      case ENTRY_LETTERS.block: {
        const op = letter === ENTRY_LETTERS.block ? "block" : "character";
        return { op, path, attributes, device: { major: fields.u32(), minor: fields.u32() } };
      }
      case ENTRY_LETTERS.fifo:
        return { op: "fifo", path, attributes };
      default:
        throw malformed(`unknown record ${JSON.stringify(letter)}`);
    }
  } catch (error) {
    if (error instanceof RangeError) throw malformed("a record is shorter than its fields");
    throw error;
  }
}

/** Reads fields one after the other; a read past the end is a RangeError. */
class Fields {
  readonly #body: Buffer;
  #at = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  u8(): number {
    this.#at += 1;
    return this.#body.readUInt8(this.#at - 1);
  }

  u32(): number {
    this.#at += 4;
    return this.#body.readUInt32LE(this.#at - 4);
  }

  u64(): bigint {
    this.#at += 8;
    return this.#body.readBigUInt64LE(this.#at - 8);
  }

  bytes(): Buffer {
    const length = this.u32();
    if (this.#at + length > this.#body.length) throw new RangeError("past the end");
    this.#at += length;
    return this.#body.subarray(this.#at - length, this.#at);
  }

  text(): string {
    const text = pathFromBytes(this.bytes());
    this.#at += 1;
    return text;
  }

  attributes(): FileAttributes {
    const [mode, uid, gid] = [this.u32(), this.u32(), this.u32()];
    const mtime = { seconds: Number(BigInt.asIntN(64, this.u64())), nanoseconds: this.u32() };
    const inode = this.u64();
    const xattrs = new Map<string, Buffer>();
    for (let left = this.u32(); left > 0; left -= 1) xattrs.set(this.text(), this.bytes());
    return { mode, uid, gid, mtime, xattrs, ...(inode === 0n ? {} : { inode }) };
  }
}

function malformed(reason: string): CodedError {
  return new CodedError("internal", "entries-malformed", `read entries of jailfs: ${reason}`);
}
