import type { Digest } from "../../base/digest.ts";
import { echo } from "../../base/echo.ts";
import { CodedError } from "../../base/errors.ts";
import { shortId } from "../../base/ids.ts";
import type { ImageConfig } from "../../image/config.ts";
import type { StoredImage } from "../../image/image-reader.ts";
import type { NamedManifest } from "../../image/name-index.ts";
import {
  familiarReference,
  formatReference,
  parseReference,
  type Reference,
  withDefaultTag,
} from "../../image/reference.ts";
import { unpackLayers } from "../../image/unpack.ts";
import type { ImagesContext } from "./context.ts";
import { nearest } from "./suggest.ts";

export interface FoundImage {
  readonly line: NamedManifest;
  readonly image: StoredImage;
  /** Set when it was asked for by name, absent when by id. */
  readonly reference: Reference | undefined;
}

export interface ResolvedImage {
  /** As people write it ("starter:latest"); the short id when it was asked for by id. */
  readonly reference: string;
  /** The config's digest. */
  readonly id: Digest;
  readonly config: ImageConfig;
  /** Base first. */
  readonly chainIds: readonly Digest[];
}

type Lookup = Pick<ImagesContext, "readImage">;

/** Finds an image by whole id, by reference, or by the beginning of its id, in this order as Docker does. */
export async function findImage(
  ref: string,
  names: readonly NamedManifest[],
  context: Lookup,
): Promise<FoundImage> {
  const whole = /^(?:sha256:)?([0-9a-f]{64})$/.exec(ref)?.[1];
  if (whole !== undefined) return (await findById(whole, names, context)) ?? throwUnknown(ref, names);
  const beginning = /^(?:sha256:)?([0-9a-f]{1,63})$/.exec(ref)?.[1];
  const line = findByName(ref, names, beginning !== undefined);
  if (line !== undefined)
    return { line, image: await context.readImage(line.entry), reference: line.reference };
  const found = beginning === undefined ? undefined : await findById(beginning, names, context);
  return found ?? throwUnknown(ref, names);
}

/** The index line of a name; also where the image itself cannot be read. Throws `invalid`, unless it may be an id. */
export function findByName(
  ref: string,
  names: readonly NamedManifest[],
  mayBeId = false,
): NamedManifest | undefined {
  let wanted: Reference;
  try {
    wanted = withDefaultTag(parseReference(ref, "image"));
  } catch (error) {
    if (mayBeId) return undefined;
    throw error;
  }
  const { digest, domain, path } = wanted;
  if (digest === undefined) {
    const full = formatReference(wanted);
    return names.find(({ reference }) => reference !== undefined && formatReference(reference) === full);
  }
  return names.find(
    ({ entry, reference }) =>
      entry.digest === digest && reference?.domain === domain && reference.path === path,
  );
}

async function findById(
  digits: string,
  names: readonly NamedManifest[],
  context: Lookup,
): Promise<FoundImage | undefined> {
  const found = new Map<Digest, FoundImage>();
  for (const line of names) {
    const image = await readOrSkip(line, context);
    if (image === undefined || !image.id.startsWith(`sha256:${digits}`)) continue;
    if (!found.has(image.id)) found.set(image.id, { line, image, reference: undefined });
  }
  if (found.size > 1) {
    const ids = [...found.keys()].map(shortId).join(", ");
    throw new CodedError(
      "not-found",
      "image-ambiguous",
      `find image ${digits}: ${found.size} image ids begin so`,
      {
        hint: `write more digits: ${ids}`,
      },
    );
  }
  return [...found.values()][0];
}

/** A damaged image must not hide the others. */
export async function readOrSkip(
  { entry }: NamedManifest,
  { readImage }: Lookup,
): Promise<StoredImage | undefined> {
  try {
    return await readImage(entry);
  } catch {
    return undefined;
  }
}

function throwUnknown(ref: string, names: readonly NamedManifest[]): never {
  const known = names.flatMap(({ reference }) =>
    reference === undefined ? [] : [familiarReference(reference)],
  );
  const close = nearest(ref, known);
  throw new CodedError(
    "not-found",
    "image-not-found",
    `find image ${echo(ref)}: there is none of this name or id`,
    {
      hint:
        close === undefined
          ? "load one with wherry load -i FILE, or make one: wherry starter"
          : `did you mean ${close}?`,
    },
  );
}

/** An image ready for a container. Images that another program put into the store are unpacked here. */
export async function prepareImage(context: ImagesContext, ref: string): Promise<ResolvedImage> {
  const { image, reference } = await findImage(ref, await context.names.read(), context);
  const { id, config, chainIds, manifest } = image;
  const packed = manifest.layers.map(({ digest, sizeBytes }, index) => ({
    diffId: config.diffIds[index]!,
    sizeBytes,
    path: context.blobs.pathOf(digest),
    isVerified: true,
  }));
  await unpackLayers(packed, context, new Set());
  const shown = reference === undefined ? shortId(id) : familiarReference(reference);
  return { reference: shown, id, config, chainIds };
}
