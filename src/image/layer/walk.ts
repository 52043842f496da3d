import { assertNever } from "../../base/errors.ts";
import { inTurns } from "../../base/steps.ts";
import { secondsOf, whiteoutEntry, xattrsForTree } from "./entry-attributes.ts";
import { type DecodedEntry, decodeEntries } from "./entry-decoder.ts";
import type { EntryRecord, FileAttributes } from "./entry-record.ts";
import { startJailfs } from "./jailfs.ts";
import type { Tree, TreeEntry } from "./tree.ts";
import { emptyNode, flattenSteps, nodeAt } from "./tree-nodes.ts";

/**
 * Reads a folder from inside a jail: a container's upper directory, a layer, a root file system. The overlay's marks
 * come back as whiteouts and opaque directories. The folder may change meanwhile: what vanishes is left out.
 */
export async function walkFolder(dir: string, { signal }: { signal?: AbortSignal } = {}): Promise<Tree> {
  const root = emptyNode();
  for await (const { entry } of walkEntries(dir, { content: false, ...(signal && { signal }) })) {
    nodeAt(root, entry.path).entry = entry;
  }
  return inTurns(flattenSteps(root));
}

/** One entry, and the parts of its content where content was asked for and the entry is a file. */
export interface WalkedEntry {
  readonly entry: TreeEntry;
  /** Exact times, and attributes as bytes: what packing it needs. */
  readonly attributes: FileAttributes | undefined;
  /** Has to be read to its end before the next entry. */
  readonly content: AsyncIterable<Buffer> | undefined;
}

/** The entries one by one, each directory before what is in it. A second name of a file comes as a hard link without content. */
export async function* walkEntries(
  dir: string,
  { content, signal }: { content: boolean; signal?: AbortSignal },
): AsyncGenerator<WalkedEntry> {
  await using jailfs = startJailfs(["walk", dir, ...(content ? ["--content"] : [])], `read ${dir}`);
  const records = new Records(decodeEntries(jailfs.output));
  const names = new Map<bigint, TreeEntry>();
  const stop = (): void => void jailfs[Symbol.asyncDispose]();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    for (let record = await records.next(); record !== undefined; record = await records.next()) {
      const entry = treeEntryOf(record, names);
      yield {
        entry,
        attributes: "attributes" in record ? record.attributes : undefined,
        content:
          record.op === "file" && record.content && entry.kind === "file" ? records.content() : undefined,
      };
    }
    await jailfs.finish();
  } catch (error) {
    signal?.throwIfAborted();
    // A stream that was cut short has its reason in how jailfs ended.
    await jailfs.finish();
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

/** Tells records from content: whoever wants the next record need not have read the content before it. */
class Records {
  readonly #decoded: AsyncGenerator<DecodedEntry>;
  #ahead: EntryRecord | undefined;

  constructor(decoded: AsyncGenerator<DecodedEntry>) {
    this.#decoded = decoded;
  }

  /** Undefined at the end. */
  async next(): Promise<EntryRecord | undefined> {
    if (this.#ahead === undefined) for await (const _ of this.content());
    const record = this.#ahead;
    this.#ahead = undefined;
    return record?.op === "end" ? undefined : record;
  }

  async *content(): AsyncGenerator<Buffer> {
    while (this.#ahead === undefined) {
      const { value, done } = await this.#decoded.next();
      if (done) return;
      if (value.op === "content") yield value.bytes;
      else this.#ahead = value;
    }
  }
}

function treeEntryOf(record: EntryRecord, names: Map<bigint, TreeEntry>): TreeEntry {
  if (record.op === "whiteout") return whiteoutEntry(record.path);
  if (!("attributes" in record) || record.op === "attributes")
    throw new Error(`jailfs walk sent ${record.op}`);
  const { path, attributes } = record;
  const { inode } = attributes;
  const first = inode === undefined ? undefined : names.get(inode);
  if (first?.kind === "file" && record.op === "file")
    return { ...first, path, kind: "hardlink", linkTarget: first.path };
  const entry = firstName(record);
  if (inode !== undefined) names.set(inode, entry);
  return entry;
}

function firstName(record: FileRecord): TreeEntry {
  const { path, op: kind, attributes } = record;
  const { mode, uid, gid, mtime, xattrs } = attributes;
  const common = {
    path,
    kind,
    mode,
    uid,
    gid,
    sizeBytes: 0,
    mtimeSeconds: secondsOf(mtime),
    ...xattrsForTree(xattrs),
  };
  switch (record.op) {
    case "file":
      return { ...common, sizeBytes: record.sizeBytes };
    case "directory":
      return record.opaque ? { ...common, opaque: true } : common;
    case "symlink":
      return { ...common, linkTarget: record.target };
    case "character":
    case "block":
      return { ...common, device: record.device };
    case "fifo":
      return common;
    default:
      return assertNever(record);
  }
}

/** The records that make something. */
type FileRecord = Exclude<Extract<EntryRecord, { attributes: FileAttributes }>, { op: "attributes" }>;
