import type { Digest } from "../../base/digest.ts";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { shortId } from "../../base/ids.ts";
import type { LongAction } from "../../base/progress.ts";
import { type ArchivableImage, writeArchive } from "../../image/archive/write-archive.ts";
import { writeFileWhole } from "../../image/archive/write-file.ts";
import type { Reference } from "../../image/reference.ts";
import type { ImagesContext } from "./context.ts";
import type { ArchiveDestination } from "./images.ts";
import { findImage } from "./resolve.ts";

/** Writes images as one archive; a file appears whole or not at all, a stream is left open. */
export async function saveImages(
  context: ImagesContext,
  refs: readonly string[],
  destination: ArchiveDestination,
  action: LongAction = {},
): Promise<void> {
  if (refs.length === 0) throw new CodedError("invalid", "nothing-to-save", "save images: none is named");
  const images = await collect(context, refs);
  for (const { image } of images) await requireBlobs(context, image);
  const chunks = writeArchive(images, context.blobs, action);
  // A stream to a file has a path too.
  if ("write" in destination) await writeTo(destination, chunks, action.signal);
  else await writeFileWhole(destination.path, chunks, action.signal);
}

/** Each image once, with the names that it was asked for by; asked for by id, it is saved without a name. */
async function collect(context: ImagesContext, refs: readonly string[]): Promise<ArchivableImage[]> {
  const names = await context.names.read();
  const images = new Map<Digest, ArchivableImage & { references: Reference[] }>();
  for (const ref of refs) {
    const { image, reference } = await findImage(ref, names, context);
    const known = images.get(image.manifestDigest) ?? { image, references: [] };
    if (reference !== undefined && !known.references.includes(reference)) known.references.push(reference);
    images.set(image.manifestDigest, known);
  }
  return [...images.values()];
}

async function requireBlobs(
  context: ImagesContext,
  { id, manifest }: ArchivableImage["image"],
): Promise<void> {
  for (const { digest, sizeBytes } of [manifest.config, ...manifest.layers]) {
    if ((await context.blobs.size(digest)) === sizeBytes) continue;
    throw new CodedError(
      "internal",
      "damaged-image",
      `save image ${shortId(id)}: blob ${shortId(digest)} is damaged`,
      {
        hint: "remove the image and load it again",
      },
    );
  }
}

async function writeTo(
  stream: NodeJS.WritableStream,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = (error) => reject(brokenStream(error));
  });
  failed.catch(() => undefined);
  const abort = (): void => fail(signal?.reason);
  stream.on("error", fail);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      if (!stream.write(chunk)) await Promise.race([drained(stream), failed]);
    }
    // Not done before the last byte has left.
    await Promise.race([new Promise<void>((resolve) => stream.write("", () => resolve())), failed]);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw error;
  } finally {
    stream.off("error", fail);
    signal?.removeEventListener("abort", abort);
  }
}

/** A full disk behind the stream is told as such; any other end of it is its reader's. */
function brokenStream(error: Error): CodedError {
  const coded = asCodedError(error, "save images");
  if (coded.kind !== "internal") return coded;
  return new CodedError("unavailable", "write-failed", coded.message, { cause: error });
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => stream.once("drain", () => resolve()));
}
