import type { Digest } from "../../base/digest.ts";
import { CodedError } from "../../base/errors.ts";
import { shortId } from "../../base/ids.ts";
import { blobsOf, drop, findUnreachable } from "../../image/garbage.ts";
import type { StoredImage } from "../../image/image-reader.ts";
import { type NamedManifest, type OpenIndex, withoutManifest, withoutName } from "../../image/name-index.ts";
import { familiarName, familiarReference, type Reference } from "../../image/reference.ts";
import type { ImagesContext } from "./context.ts";
import type { RemovedImage } from "./images.ts";
import { findByName, findImage, readOrSkip } from "./resolve.ts";

/**
 * Takes a name away, and with the last one the image. By id, all names go, if they are of one repository.
 * An image that containers use keeps its layers whatever happens; with `force` it stays without a name.
 */
export async function removeImage(
  context: ImagesContext,
  ref: string,
  { force = false }: { force?: boolean } = {},
): Promise<RemovedImage> {
  const removed = await context.names.transact(async (index) => {
    const damaged = await findDamaged(context, ref, index.names);
    if (damaged !== undefined) return removeDamaged(damaged, index);
    const { image, reference } = await findImage(ref, index.names, context);
    const lines = await linesOf(context, image, index.names);
    const going = reference === undefined ? lines.flatMap((line) => line.reference ?? []) : [reference];
    if (reference === undefined && !force) refuseManyNames(image.id, going);
    const isLast = going.length >= lines.filter((line) => line.reference !== undefined).length;
    const untagged = going.map(familiarReference);
    const unnamed = going.reduce<readonly NamedManifest[]>(withoutName, index.names);
    if (!isLast) {
      await index.write(unnamed);
      return { untagged, deleted: [] };
    }
    const users = await context.usedBy(image.id);
    if (users.length > 0 && !force) throw inUse(ref, users);
    if (users.length > 0) {
      await index.write(unnamed);
      return { untagged, deleted: [] };
    }
    return { untagged, deleted: await deleteImage(context, index, image, lines) };
  });
  context.changed();
  return removed;
}

async function linesOf(
  context: ImagesContext,
  image: StoredImage,
  names: readonly NamedManifest[],
): Promise<NamedManifest[]> {
  const images = await Promise.all(names.map((line) => readOrSkip(line, context)));
  return names.filter((_, index) => images[index]?.id === image.id);
}

/**
 * All that can fail is asked before the index is written. A container is made under the lock that is held here, so
 * nobody comes to use the image meanwhile.
 */
async function deleteImage(
  context: ImagesContext,
  index: OpenIndex,
  image: StoredImage,
  lines: readonly NamedManifest[],
): Promise<Digest[]> {
  const manifests = [...new Map(lines.map((line) => [line.entry.digest, line])).values()];
  const names = manifests.reduce<readonly NamedManifest[]>(
    (rest, { entry }) => withoutManifest(rest, entry.digest),
    index.names,
  );
  const blobs = new Set<Digest>();
  for (const { entry } of manifests) {
    blobs.add(entry.digest);
    for (const digest of blobsOf(await context.readImage(entry))) blobs.add(digest);
  }
  const unreachable = await findUnreachable({ blobs, chainIds: image.chainIds }, names, context);
  await index.write(names);
  const { chainIds } = await drop(unreachable, context);
  return [image.id, ...chainIds];
}

/** An image that cannot be read can be removed by its name still. */
async function findDamaged(
  context: ImagesContext,
  ref: string,
  names: readonly NamedManifest[],
): Promise<NamedManifest | undefined> {
  const line = findByName(ref, names, true);
  return line !== undefined && (await readOrSkip(line, context)) === undefined ? line : undefined;
}

async function removeDamaged({ entry, reference }: NamedManifest, index: OpenIndex): Promise<RemovedImage> {
  await index.write(withoutManifest(index.names, entry.digest));
  return { untagged: reference === undefined ? [] : [familiarReference(reference)], deleted: [entry.digest] };
}

function refuseManyNames(id: Digest, references: readonly Reference[]): void {
  if (new Set(references.map(familiarName)).size < 2) return;
  const names = references.map(familiarReference).join(", ");
  throw new CodedError(
    "conflict",
    "image-has-names",
    `remove image ${shortId(id)}: it has several names: ${names}`,
    {
      hint: "remove them one by one, or all with --force",
    },
  );
}

function inUse(ref: string, users: readonly string[]): CodedError {
  const shown = users.slice(0, 3).map(shortId).join(", ");
  const more = users.length > 3 ? ` and ${users.length - 3} more` : "";
  return new CodedError(
    "conflict",
    "image-in-use",
    `remove image ${ref}: container ${shown}${more} uses it`,
    {
      hint: "remove the container first, or take only the name away with --force",
    },
  );
}
