import { open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Digest } from "../base/digest.ts";
import { asCodedError } from "../base/errors.ts";
import { type IndexEntry, parseIndex } from "./index.ts";
import { descriptorJson } from "./manifest.ts";
import {
  familiarReference,
  formatReference,
  parseReference,
  type Reference,
  withDefaultTag,
} from "./reference.ts";

/** Which references name which manifests: a layout's index.json, which is the only truth about it. */
export interface NameIndex {
  read(): Promise<readonly NamedManifest[]>;
  /** Runs `work` while no other process can change the index. What it writes appears at once or not at all. */
  transact<T>(work: (index: OpenIndex) => Promise<T>): Promise<T>;
}

/** Runs work while nobody else, in this process or another, runs theirs; not to be nested. The lock goes with its holder. */
export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

export interface OpenIndex {
  readonly names: readonly NamedManifest[];
  write(names: readonly NamedManifest[]): Promise<void>;
}

/** One line of the index. A manifest with several names has several; without a reference, it is dangling. */
export interface NamedManifest {
  readonly entry: IndexEntry;
  readonly reference: Reference | undefined;
}

/** The tag, or as podman, skopeo and umoci use it, the name. */
export const REF_NAME = "org.opencontainers.image.ref.name";
/** The whole name, as containerd and docker write it. */
export const FULL_NAME = "io.containerd.image.name";

const INDEX_LIMIT_BYTES = 64 * 1024 * 1024;

export function createNameIndex({ dir, exclusive }: { dir: string; exclusive: Exclusive }): NameIndex {
  const path = join(dir, "index.json");
  let cached: { readonly stamp: string; readonly names: readonly NamedManifest[] } | undefined;

  const read = async (): Promise<readonly NamedManifest[]> => {
    const stamp = await stampOf(path);
    if (stamp === undefined) return [];
    if (cached?.stamp === stamp) return cached.names;
    const entries = parseIndex(await readIndex(path), "the image index", INDEX_LIMIT_BYTES);
    const names = entries.map((entry) => ({ entry, reference: referenceOf(entry) }));
    // Only if nobody replaced the file meanwhile is it known which of the two was read.
    if ((await stampOf(path)) === stamp) cached = { stamp, names };
    return names;
  };
  return {
    read,
    transact: (work) =>
      exclusive(async () => work({ names: await read(), write: (names) => replaceIndex(path, names) })),
  };
}

/**
 * What an index entry is called. The whole name wins over the short one, which may be a tag alone; but where the two
 * contradict, a tool that knows only the short one (umoci, skopeo) has renamed a copy of the entry.
 */
export function referenceOf({ annotations }: IndexEntry): Reference | undefined {
  const whole = readName(annotations[FULL_NAME]);
  const short = readName(annotations[REF_NAME]);
  if (whole === undefined || short === undefined) return whole ?? short;
  const agree = annotations[REF_NAME] === whole.tag || formatReference(short) === formatReference(whole);
  return agree || whole.digest !== undefined ? whole : short;
}

function readName(name: string | undefined): Reference | undefined {
  if (name === undefined) return undefined;
  try {
    return withDefaultTag(parseReference(name));
  } catch {
    return undefined; // other tools allow names here that are no references; the manifest is there all the same
  }
}

/** Gives a manifest a name. Another manifest that had it keeps its place, without a name if that was its last. */
export function withName(
  names: readonly NamedManifest[],
  entry: IndexEntry,
  reference: Reference,
): NamedManifest[] {
  const rest = withoutName(names, reference).filter(
    (other) => other.reference !== undefined || other.entry.digest !== entry.digest,
  );
  return [...rest, named(entry, reference)];
}

/** Takes a name away; a manifest that loses its last one stays, dangling. */
export function withoutName(names: readonly NamedManifest[], reference: Reference): NamedManifest[] {
  const full = formatReference(reference);
  const losing = names.filter(
    (name) => name.reference !== undefined && formatReference(name.reference) === full,
  );
  const rest = names.filter((name) => !losing.includes(name));
  return losing.reduce((kept, { entry }) => withManifest(kept, entry), rest);
}

/** Sees to it that a manifest has a line, be it without a name. */
export function withManifest(names: readonly NamedManifest[], entry: IndexEntry): NamedManifest[] {
  if (names.some((name) => name.entry.digest === entry.digest)) return [...names];
  const { [REF_NAME]: _short, [FULL_NAME]: _full, ...annotations } = entry.annotations;
  return [...names, { entry: { ...entry, annotations }, reference: undefined }];
}

export function withoutManifest(names: readonly NamedManifest[], digest: Digest): NamedManifest[] {
  return names.filter(({ entry }) => entry.digest !== digest);
}

function named(entry: IndexEntry, reference: Reference): NamedManifest {
  const annotations = {
    ...entry.annotations,
    [REF_NAME]: familiarReference(reference),
    [FULL_NAME]: formatReference(reference),
  };
  return { entry: { ...entry, annotations }, reference };
}

/** The text of an index.json. */
export function formatIndex(names: readonly NamedManifest[]): string {
  const manifests = names.map(({ entry }) => ({
    ...descriptorJson(entry),
    ...(entry.platform === undefined ? {} : { platform: entry.platform }),
  }));
  return JSON.stringify({ schemaVersion: 2, manifests });
}

async function replaceIndex(path: string, names: readonly NamedManifest[]): Promise<void> {
  const next = `${path}.new`; // only the holder of the lock writes it; a torn one of a killed process is overwritten
  try {
    await using file = await open(next, "w", 0o600);
    await file.writeFile(formatIndex(names));
    await file.sync();
    await rename(next, path);
    await using folder = await open(join(path, ".."));
    await folder.sync();
  } catch (error) {
    throw asCodedError(error, "write the image index");
  }
}

async function readIndex(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw asCodedError(error, "read the image index");
  }
}

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino}:${size}:${mtimeNs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw asCodedError(error, "read the image index");
  }
}
