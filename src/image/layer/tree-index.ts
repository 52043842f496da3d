import { open, readFile } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import { CodedError } from "../../base/errors.ts";
import type { EntryKind, Tree, TreeEntry } from "./tree.ts";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/**
 * A tree as a file: zstd over lines of JSON. The first line says the form and how many entries follow; each other
 * line is a list of rows, few enough that parsing one never holds up the event loop.
 */
export async function writeTreeIndex(path: string, tree: Tree): Promise<void> {
  const lines = [JSON.stringify({ form: FORM, entries: tree.entries.length })];
  let previous = "";
  for (let at = 0; at < tree.entries.length; at += ROWS_PER_LINE) {
    const rows = tree.entries.slice(at, at + ROWS_PER_LINE).map((entry) => {
      const row = toRow(entry, previous);
      previous = entry.path;
      return row;
    });
    lines.push(JSON.stringify(rows));
    await nextTurn();
  }
  const bytes = await compress(Buffer.from(`${lines.join("\n")}\n`));
  await using file = await open(path, "wx", 0o600);
  await file.writeFile(bytes);
  await file.sync();
}

/** Reads what `writeTreeIndex` wrote. Throws `internal` when the file is torn or of another form. */
export async function readTreeIndex(path: string): Promise<Tree> {
  const compressed = await readFile(path);
  try {
    const text = await decompress(compressed);
    const lines = text.toString("utf8").split("\n");
    const head = JSON.parse(lines[0]!) as { form?: unknown; entries?: unknown };
    if (head.form !== FORM) throw new Error(`its form is ${JSON.stringify(head.form)}, not ${FORM}`);
    const entries: TreeEntry[] = [];
    for (const line of lines.slice(1, -1)) {
      for (const row of JSON.parse(line) as Row[]) entries.push(fromRow(row, entries.at(-1)?.path ?? ""));
      await nextTurn();
    }
    if (entries.length !== head.entries) throw new Error(`${entries.length} of ${head.entries} entries`);
    return { entries };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodedError("internal", "tree-index-damaged", `read tree index ${path}: ${reason}`, {
      hint: "remove the image and load it again",
      cause,
    });
  }
}

const FORM = "wherry-tree-1";
const ROWS_PER_LINE = 1000;
const KINDS: readonly EntryKind[] = [
  "file",
  "directory",
  "symlink",
  "hardlink",
  "character",
  "block",
  "fifo",
  "whiteout",
];

/** How much of the path before it repeats, the rest of the path, kind, mode, uid, gid, size, mtime, what else there is. */
type Row = readonly [number, string, number, number, number, number, number, number, Rest?];
type Rest = Pick<TreeEntry, "linkTarget" | "device" | "opaque" | "xattrs" | "layer">;

function toRow(entry: TreeEntry, previous: string): Row {
  const { path, kind, mode, uid, gid, sizeBytes, mtimeSeconds, ...rest } = entry;
  const shared = sharedLength(previous, path);
  const row = [
    shared,
    path.slice(shared),
    KINDS.indexOf(kind),
    mode,
    uid,
    gid,
    sizeBytes,
    mtimeSeconds,
  ] as const;
  return Object.keys(rest).length === 0 ? row : [...row, rest];
}

function fromRow(
  [shared, suffix, kind, mode, uid, gid, sizeBytes, mtimeSeconds, rest]: Row,
  previous: string,
): TreeEntry {
  const path = previous.slice(0, shared) + suffix;
  const entry = { path, kind: KINDS[kind]!, mode, uid, gid, sizeBytes, mtimeSeconds };
  return rest === undefined ? entry : { ...entry, ...rest };
}

function sharedLength(left: string, right: string): number {
  const limit = Math.min(left.length, right.length);
  let length = 0;
  while (length < limit && left.charCodeAt(length) === right.charCodeAt(length)) length += 1;
  return length;
}
