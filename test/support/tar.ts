/** One tar entry, as hostile as a test wants it: nothing is checked, cleaned or shortened. */
export interface TarEntry {
  readonly name: string | Buffer;
  /** The type letter; "0" a file, "1" hard link, "2" symlink, "3" character, "4" block, "5" directory, "6" fifo. */
  readonly type?: string;
  readonly linkName?: string | Buffer;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly body?: string | Buffer;
  /** What the header says, when it shall lie about the body. */
  readonly size?: number;
  readonly device?: readonly [major: number, minor: number];
  /** PAX records for this entry. */
  readonly pax?: Readonly<Record<string, string | Buffer>>;
}

export function tar(...entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
}

/** Without the two empty blocks at the end. */
export function tarEntry(entry: TarEntry): Buffer {
  const body = Buffer.from(entry.body ?? "");
  const pax =
    entry.pax === undefined
      ? Buffer.alloc(0)
      : tarEntry({ name: "pax", type: "x", body: paxBody(entry.pax) });
  return Buffer.concat([
    pax,
    header(entry, body.length),
    body,
    Buffer.alloc((512 - (body.length % 512)) % 512),
  ]);
}

export function paxBody(records: Readonly<Record<string, string | Buffer>>): Buffer {
  return Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, Buffer.from(value))));
}

/** The length at the start counts itself. */
function paxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from("\n")]);
  let length = rest.length;
  while (`${length}`.length + rest.length !== length) length = `${length}`.length + rest.length;
  return Buffer.concat([Buffer.from(`${length}`), rest]);
}

function header(entry: TarEntry, bodyBytes: number): Buffer {
  const block = Buffer.alloc(512);
  const number = (value: number, at: number, digits: number) => {
    block.write(`${value.toString(8).padStart(digits, "0")}\0`, at, "latin1");
  };
  Buffer.from(entry.name).copy(block, 0, 0, 100);
  number(entry.mode ?? (entry.type === "5" ? 0o755 : 0o644), 100, 7);
  number(entry.uid ?? 0, 108, 7);
  number(entry.gid ?? 0, 116, 7);
  number(entry.size ?? bodyBytes, 124, 11);
  number(entry.mtime ?? 1, 136, 11);
  block.write(entry.type ?? "0", 156, "latin1");
  Buffer.from(entry.linkName ?? "").copy(block, 157, 0, 100);
  block.write("ustar\x0000", 257, "latin1");
  number(entry.device?.[0] ?? 0, 329, 7);
  number(entry.device?.[1] ?? 0, 337, 7);
  block.write("        ", 148, "latin1");
  number(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  return block;
}
