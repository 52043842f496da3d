import { digestHex, digestOf } from "../../base/digest.ts";
import { CodedError } from "../../base/errors.ts";
import { parseImageConfig } from "../config.ts";
import { parseFields, stringField } from "../fields.ts";
import { chooseEntry, type IndexEntry, type Platform, parseIndex } from "../index.ts";
import { type Descriptor, MANIFEST_LIMIT_BYTES, parseManifest } from "../manifest.ts";
import { isIndexType } from "../media-types.ts";
import { FULL_NAME, REF_NAME, referenceOf } from "../name-index.ts";
import { formatReference, parseReference, type Reference, withDefaultTag } from "../reference.ts";
import type { ArchiveFiles } from "./archive-files.ts";
import { type ArchivedImage, type ArchivedLayer, refuseLayerCount } from "./archived-image.ts";

const DEPTH_LIMIT = 3;
const IMAGE_LIMIT = 1000;

/** Reads an OCI layout's index.json, manifests and configs; of images for many platforms, the one for this machine. */
export async function readOciArchive(files: ArchiveFiles, machine: Platform): Promise<ArchivedImage[]> {
  await checkLayout(files);
  const what = `index.json of ${files.what}`;
  const entries = parseIndex(await files.read("index.json", MANIFEST_LIMIT_BYTES), what);
  const images = new Map<string, ArchivedImage>();
  for (const entry of entries) {
    if (entry.annotations["vnd.docker.reference.type"] !== undefined) continue;
    if (images.size > IMAGE_LIMIT) refuse(files, `more than ${IMAGE_LIMIT} images`);
    const reference = parseName(entry, files);
    const descriptor = await findManifest(files, entry, machine);
    const known = images.get(descriptor.digest) ?? (await readImage(files, descriptor));
    images.set(descriptor.digest, { ...known, references: withReference(known.references, reference) });
  }
  return [...images.values()];
}

async function checkLayout(files: ArchiveFiles): Promise<void> {
  const what = `oci-layout of ${files.what}`;
  const version = stringField(parseFields(await files.read("oci-layout", 4096), what), "imageLayoutVersion");
  if (!version.startsWith("1.")) refuse(files, `its layout version is ${JSON.stringify(version)}, not 1`);
}

/** A whole name that is no reference is refused; a short one may be any text, which then is just no name. */
function parseName(entry: IndexEntry, files: ArchiveFiles): Reference | undefined {
  const { [FULL_NAME]: full, [REF_NAME]: short } = entry.annotations;
  if (full !== undefined) return withDefaultTag(parseReference(full, `name in ${files.what}`));
  if (short?.includes("..") || short?.startsWith("/")) parseReference(short, `name in ${files.what}`);
  return referenceOf(entry);
}

function withReference(
  references: readonly Reference[],
  reference: Reference | undefined,
): readonly Reference[] {
  if (reference === undefined) return references;
  const full = formatReference(reference);
  return references.some((other) => formatReference(other) === full)
    ? references
    : [...references, reference];
}

async function findManifest(files: ArchiveFiles, entry: IndexEntry, machine: Platform): Promise<Descriptor> {
  let descriptor: Descriptor = entry;
  for (let depth = 0; isIndexType(descriptor.mediaType); depth += 1) {
    if (depth >= DEPTH_LIMIT) return refuse(files, "its indexes are nested too deep");
    const entries = parseIndex(
      await readBlob(files, descriptor),
      `image index ${descriptor.digest} of ${files.what}`,
    );
    const chosen = chooseEntry(entries, machine);
    if (chosen === undefined)
      return refuse(files, `it has no image for ${machine.os}/${machine.architecture}`);
    descriptor = chosen;
  }
  return descriptor;
}

async function readImage(files: ArchiveFiles, descriptor: Descriptor): Promise<ArchivedImage> {
  const bytes = await readBlob(files, descriptor);
  const manifest = parseManifest(bytes, `manifest ${descriptor.digest} of ${files.what}`);
  const configBytes = await readBlob(files, manifest.config);
  const config = parseImageConfig(configBytes, `config ${manifest.config.digest} of ${files.what}`);
  const layers: ArchivedLayer[] = [];
  for (const [index, layer] of manifest.layers.entries()) {
    const diffId =
      config.diffIds[index] ??
      refuseLayerCount(manifest.config.digest, manifest.layers.length, config.diffIds.length, files.what);
    const found = await files.size(blobFile(layer));
    if (found === undefined) return refuse(files, `layer ${layer.digest} is missing`);
    if (found !== layer.sizeBytes) {
      return refuse(files, `layer ${layer.digest} has ${found} bytes instead of ${layer.sizeBytes}`);
    }
    layers.push({ file: blobFile(layer), sizeBytes: layer.sizeBytes, digest: layer.digest, diffId });
  }
  return {
    id: manifest.config.digest,
    references: [],
    config,
    configBytes,
    manifest: { bytes, mediaType: manifest.mediaType, digest: descriptor.digest },
    layers,
  };
}

/** A small blob, its size and digest checked. */
async function readBlob(files: ArchiveFiles, descriptor: Descriptor): Promise<Buffer> {
  const { digest, sizeBytes } = descriptor;
  const found = await files.size(blobFile(descriptor));
  if (found === undefined) return refuse(files, `blob ${digest} is missing`);
  if (found !== sizeBytes) return refuse(files, `blob ${digest} has ${found} bytes instead of ${sizeBytes}`);
  const bytes = await files.read(blobFile(descriptor), 2 * MANIFEST_LIMIT_BYTES);
  return digestOf(bytes) === digest ? bytes : refuse(files, `the bytes of blob ${digest} are damaged`);
}

function blobFile({ digest }: Pick<Descriptor, "digest">): string {
  return `blobs/sha256/${digestHex(digest)}`;
}

function refuse(files: ArchiveFiles, reason: string): never {
  throw new CodedError("invalid", "invalid-archive", `read ${files.what}: ${reason}`, {
    hint: "the archive is damaged or incomplete; save or download it again",
  });
}
