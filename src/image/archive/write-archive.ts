import { type Digest, digestHex } from "../../base/digest.ts";
import { asCodedError, CodedError } from "../../base/errors.ts";
import { shortId } from "../../base/ids.ts";
import type { LongAction } from "../../base/progress.ts";
import type { BlobStore } from "../blob-store.ts";
import type { StoredImage } from "../image-reader.ts";
import { formatIndex, type NamedManifest, REF_NAME, withManifest, withName } from "../name-index.ts";
import { formatReference, type Reference } from "../reference.ts";
import { TAR_END, tarHeaderBlock, tarPadding } from "./tar-block.ts";

export interface ArchivableImage {
  readonly image: StoredImage;
  readonly references: readonly Reference[];
}

/**
 * An OCI archive that has docker's manifest.json too, so that readers of either kind take it. The same images give
 * the same bytes. The small files come first, so that a reader of a stream knows early what will come.
 */
export async function* writeArchive(
  images: readonly ArchivableImage[],
  blobs: BlobStore,
  { signal, onProgress }: LongAction = {},
): AsyncGenerator<Uint8Array> {
  yield* textMember("oci-layout", '{"imageLayoutVersion":"1.0.0"}');
  yield* textMember("index.json", formatIndex(indexOf(images)));
  yield* textMember("manifest.json", JSON.stringify(images.map(dockerManifest)));
  for (const name of ["blobs/", "blobs/sha256/"])
    yield tarHeaderBlock({ name, kind: "directory", sizeBytes: 0 });
  const sizes = [...blobSizes(images)].sort(([a], [b]) => (a < b ? -1 : 1));
  const total = sizes.reduce((sum, [, sizeBytes]) => sum + sizeBytes, 0);
  let done = 0;
  for (const [digest, sizeBytes] of sizes) {
    yield tarHeaderBlock({ name: blobName(digest), kind: "file", sizeBytes });
    for await (const chunk of blobContent(blobs, digest, sizeBytes)) {
      signal?.throwIfAborted();
      done += chunk.length;
      onProgress?.({ phase: "saving", done, total });
      yield chunk;
    }
    yield tarPadding(sizeBytes);
  }
  yield TAR_END;
}

function* textMember(name: string, text: string): Generator<Uint8Array> {
  const bytes = Buffer.from(text);
  yield tarHeaderBlock({ name, kind: "file", sizeBytes: bytes.length });
  yield bytes;
  yield tarPadding(bytes.length);
}

/** The header has said the size: a blob that is not of it would shift all that follows. */
async function* blobContent(blobs: BlobStore, digest: Digest, sizeBytes: number): AsyncGenerator<Uint8Array> {
  let left = sizeBytes;
  try {
    for await (const chunk of blobs.open(digest) as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) break;
      yield chunk;
    }
  } catch (error) {
    throw asCodedError(error, `save blob ${shortId(digest)}`);
  }
  if (left === 0) return;
  throw new CodedError(
    "internal",
    "damaged-blob",
    `save blob ${shortId(digest)}: it has another size on the disk`,
    {
      hint: "remove the image and load it again",
    },
  );
}

function blobSizes(images: readonly ArchivableImage[]): Map<Digest, number> {
  const sizes = new Map<Digest, number>();
  for (const { image } of images) {
    sizes.set(image.manifestDigest, image.manifestBytes);
    for (const { digest, sizeBytes } of [image.manifest.config, ...image.manifest.layers]) {
      sizes.set(digest, sizeBytes);
    }
  }
  return sizes;
}

function indexOf(images: readonly ArchivableImage[]): readonly NamedManifest[] {
  let names: readonly NamedManifest[] = [];
  for (const { image, references } of images) {
    const { mediaType } = image.manifest;
    const entry = {
      mediaType,
      digest: image.manifestDigest,
      sizeBytes: image.manifestBytes,
      annotations: {},
    };
    for (const reference of references) names = withName(names, entry, reference);
    names = withManifest(names, entry);
  }
  // podman takes the name from this annotation, and for a short one guesses another registry.
  return names.map(({ entry, reference }) =>
    reference === undefined
      ? { entry, reference }
      : {
          entry: { ...entry, annotations: { ...entry.annotations, [REF_NAME]: formatReference(reference) } },
          reference,
        },
  );
}

function dockerManifest({ image, references }: ArchivableImage): object {
  return {
    Config: blobName(image.id),
    // In full: podman takes a short name for one of its own.
    RepoTags: references.filter(({ tag }) => tag !== undefined).map(formatReference),
    Layers: image.manifest.layers.map(({ digest }) => blobName(digest)),
  };
}

function blobName(digest: Digest): string {
  return `blobs/sha256/${digestHex(digest)}`;
}
