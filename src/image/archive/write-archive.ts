import type { Readable } from "node:stream";
import { pack } from "tar-stream";
import { type Digest, digestHex } from "../../base/digest.ts";
import { asCodedError } from "../../base/errors.ts";
import type { LongAction } from "../../base/progress.ts";
import type { BlobStore } from "../blob-store.ts";
import type { StoredImage } from "../image-reader.ts";
import { formatIndex, type NamedManifest, REF_NAME, withManifest, withName } from "../name-index.ts";
import { familiarReference, formatReference, type Reference } from "../reference.ts";

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
  const tar = pack();
  const sizes = blobSizes(images);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const packing = (async () => {
    const addText = (name: string, text: string) => void tar.entry({ ...FILE, name }, text);
    addText("oci-layout", '{"imageLayoutVersion":"1.0.0"}');
    addText("index.json", formatIndex(indexOf(images)));
    addText("manifest.json", JSON.stringify(images.map(dockerManifest)));
    for (const name of ["blobs/", "blobs/sha256/"])
      tar.entry({ ...FILE, name, mode: 0o755, type: "directory" });
    let done = 0;
    for (const [digest, size] of [...sizes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const name = blobName(digest);
      await addBlob(blobs.open(digest), tar.entry({ ...FILE, name, size }), (chunkBytes) => {
        signal?.throwIfAborted();
        done += chunkBytes;
        onProgress?.({ phase: "saving", done, total });
      });
    }
    tar.finalize();
  })();
  packing.catch((error: unknown) => tar.destroy(asError(error, signal)));
  try {
    for await (const chunk of tar as AsyncIterable<Uint8Array>) yield chunk;
    await packing;
  } finally {
    tar.destroy();
    await packing.catch(() => undefined);
  }
}

/** One moment for all members: no clock, so that the bytes repeat. */
const FILE = { mode: 0o644, uid: 0, gid: 0, mtime: new Date(0), type: "file" } as const;

function asError(error: unknown, signal: AbortSignal | undefined): Error {
  return signal?.aborted ? signal.reason : asCodedError(error, "save image");
}

async function addBlob(
  source: Readable,
  entry: NodeJS.WritableStream,
  count: (chunkBytes: number) => void,
): Promise<void> {
  const closed = new Promise<void>((resolve, reject) => entry.on("finish", resolve).on("error", reject));
  closed.catch(() => undefined);
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      count(chunk.length);
      if (!entry.write(chunk)) await Promise.race([once(entry, "drain"), closed]);
    }
    entry.end();
    await closed;
  } finally {
    source.destroy();
  }
}

function once(emitter: NodeJS.EventEmitter, event: string): Promise<void> {
  return new Promise((resolve) => emitter.once(event, () => resolve()));
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
    RepoTags: references.filter(({ tag }) => tag !== undefined).map(familiarReference),
    Layers: image.manifest.layers.map(({ digest }) => blobName(digest)),
  };
}

function blobName(digest: Digest): string {
  return `blobs/sha256/${digestHex(digest)}`;
}
