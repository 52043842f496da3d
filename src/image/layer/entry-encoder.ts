import {
  ENTRY_LETTERS,
  ENTRY_MAGIC,
  ENTRY_VERSION,
  type EntryRecord,
  type FileAttributes,
  type FileTime,
} from "./entry-record.ts";
import { pathToBytes } from "./path-bytes.ts";

/** Puts records into their binary form and hands it on in pieces large enough to be worth a write. */
export class EntryEncoder {
  readonly #write: (bytes: Buffer, written: () => void) => void;
  /** Used again once they are written: new ones for every piece would keep the garbage collector busy. */
  readonly #free: Buffer[] = [];
  #buffer: Buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #used = 0;

  /** `write` gets each piece once and says when it does not need it any more; never, when it keeps it. */
  constructor(write: (bytes: Buffer, written: () => void) => void) {
    this.#write = write;
    this.#used = this.#buffer.write(ENTRY_MAGIC, "latin1");
    this.#u32(ENTRY_VERSION);
  }

  put(record: EntryRecord): void {
    if (this.#used > PIECE_BYTES - ROOM_BYTES) this.flush();
    const start = this.#used;
    this.#u32(0);
    this.#u8(ENTRY_LETTERS[record.op].charCodeAt(0));
    this.#body(record);
    this.#buffer.writeUInt32LE(this.#used - start - 5, start);
  }

  /** Content of the file put last. */
  content(bytes: Buffer): void {
    if (bytes.length < SMALL_BYTES && bytes.length <= this.#buffer.length - this.#used) {
      this.#used += bytes.copy(this.#buffer, this.#used);
      return;
    }
    this.flush();
    this.#write(bytes, () => undefined);
  }

  flush(): void {
    if (this.#used === 0) return;
    const full = this.#buffer;
    this.#write(full.subarray(0, this.#used), () => this.#free.push(full));
    this.#buffer = this.#free.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
    this.#used = 0;
  }

  #body(record: EntryRecord): void {
    if (record.op === "end") return;
    this.#text(record.path);
    if ("attributes" in record) this.#attributes(record.attributes);
    switch (record.op) {
      case "directory":
      case "attributes":
        this.#u8(record.opaque ? 1 : 0);
        break;
      case "file":
        this.#u64(BigInt(record.sizeBytes));
        this.#u8(record.content ? 1 : 0);
        break;
      case "symlink":
      case "hardlink":
        this.#text(record.target);
        break;
      case "character":
      case "block":
        this.#u32(record.device.major);
        this.#u32(record.device.minor);
        break;
      case "copy-up":
      case "lower-time":
        this.#u32(record.lower);
        break;
      case "remove":
        this.#u8(record.directory ? 1 : 0);
        break;
      case "time":
        this.#time(record.mtime);
        break;
    }
  }

  #attributes({ mode, uid, gid, mtime, xattrs, inode = 0n }: FileAttributes): void {
    this.#u32(mode);
    this.#u32(uid);
    this.#u32(gid);
    this.#time(mtime);
    this.#u64(inode);
    this.#u32(xattrs.size);
    for (const [name, value] of xattrs) {
      this.#text(name);
      this.#u32(value.length);
      this.#bytes(value);
    }
  }

  #time({ seconds, nanoseconds }: FileTime): void {
    this.#u64(BigInt.asUintN(64, BigInt(seconds)));
    this.#u32(nanoseconds);
  }

  #text(text: string): void {
    const bytes = pathToBytes(text);
    this.#u32(bytes.length);
    this.#bytes(bytes);
    this.#u8(0);
  }

  #bytes(bytes: Buffer): void {
    this.#room(bytes.length);
    this.#used += bytes.copy(this.#buffer, this.#used);
  }

  #u8(value: number): void {
    this.#room(1);
    this.#used = this.#buffer.writeUInt8(value, this.#used);
  }

  #u32(value: number): void {
    this.#room(4);
    this.#used = this.#buffer.writeUInt32LE(value, this.#used);
  }

  #u64(value: bigint): void {
    this.#room(8);
    this.#used = this.#buffer.writeBigUInt64LE(value, this.#used);
  }

  /** Grows only for a record with very large attributes: `put` starts with room for any other. */
  #room(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.#used + bytes));
    this.#buffer.copy(larger, 0, 0, this.#used);
    this.#buffer = larger;
  }
}

const PIECE_BYTES = 256 * 1024;
const ROOM_BYTES = 16 * 1024;
/** Below this a copy costs less than a write of its own. */
const SMALL_BYTES = 32 * 1024;
