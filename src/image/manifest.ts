import { type Digest, parseDigest } from "../base/digest.ts";
import { CodedError } from "../base/errors.ts";
import {
  asFields,
  type Fields,
  listField,
  optionalFields,
  optionalString,
  parseFields,
  pathOf,
  refuse,
  sizeField,
  stringField,
  stringMapField,
} from "./fields.ts";
import {
  isConfigType,
  isIndexType,
  isManifestType,
  layerCompression,
  OCI_CONFIG,
  OCI_MANIFEST,
} from "./media-types.ts";

/** Names a blob: what it is, which bytes, how many. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An image manifest, OCI's or Docker's version 2 schema 2. */
export interface Manifest {
  readonly mediaType: string;
  readonly config: Descriptor;
  /** Base first. */
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

export const MANIFEST_LIMIT_BYTES = 4 * 1024 * 1024;
export const CONFIG_LIMIT_BYTES = 8 * 1024 * 1024;
/** The kernel's overlay takes 500 lower layers. */
export const LAYER_LIMIT = 500;
const ANNOTATION_LIMIT = 1000;

/** Parses a manifest's bytes; throws `invalid`, also for a manifest of something that is no container image. */
export function parseManifest(bytes: Uint8Array, what = "manifest"): Manifest {
  refuseLarge(bytes, MANIFEST_LIMIT_BYTES, what);
  const fields = parseFields(bytes, what);
  const mediaType = manifestType(fields);
  const config = parseDescriptor(
    optionalFields(fields, "config") ?? refuse(pathOf(fields, "config"), "missing"),
  );
  if (!isConfigType(config.mediaType)) {
    return refuse(what, `it is not a container image, but ${JSON.stringify(config.mediaType)}`);
  }
  if (config.sizeBytes > CONFIG_LIMIT_BYTES) {
    return refuse(pathOf(fields, "config"), `${config.sizeBytes} bytes, more than ${CONFIG_LIMIT_BYTES}`);
  }
  const layers = listField(fields, "layers", LAYER_LIMIT).map((layer, index) =>
    parseDescriptor(asFields(layer, `${pathOf(fields, "layers")}[${index}]`)),
  );
  layers.forEach(({ mediaType: type }, index) => {
    layerCompression(type, `layer ${index} of ${what}`);
  });
  return { mediaType, config, layers, annotations: stringMapField(fields, "annotations", ANNOTATION_LIMIT) };
}

function manifestType(fields: Fields): string {
  if (sizeField(fields, "schemaVersion") !== 2) {
    throw new CodedError("invalid", "old-manifest", `read ${fields.where}: its schema version is not 2`, {
      hint: "save the image again with a current docker, podman or skopeo",
    });
  }
  const mediaType = optionalString(fields, "mediaType") ?? OCI_MANIFEST;
  if (isManifestType(mediaType)) return mediaType;
  return refuse(
    fields.where,
    isIndexType(mediaType) ? "it is an image index" : `${JSON.stringify(mediaType)} is not a manifest`,
  );
}

export function parseDescriptor(fields: Fields): Descriptor {
  return {
    mediaType: stringField(fields, "mediaType"),
    digest: parseDigest(stringField(fields, "digest"), pathOf(fields, "digest")),
    sizeBytes: sizeField(fields, "size"),
    annotations: stringMapField(fields, "annotations", ANNOTATION_LIMIT),
  };
}

/** The manifest's bytes for layers and a config that we bring together ourselves; the same input, the same bytes. */
export function formatManifest(
  config: BlobSize,
  layers: readonly (BlobSize & { mediaType: string })[],
): Buffer {
  const document = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: { mediaType: OCI_CONFIG, digest: config.digest, size: config.sizeBytes },
    layers: layers.map(({ mediaType, digest, sizeBytes }) => ({ mediaType, digest, size: sizeBytes })),
  };
  return Buffer.from(JSON.stringify(document));
}

export interface BlobSize {
  readonly digest: Digest;
  readonly sizeBytes: number;
}

/** What a descriptor is in JSON. */
export function descriptorJson({ mediaType, digest, sizeBytes, annotations }: Descriptor): object {
  return {
    mediaType,
    digest,
    size: sizeBytes,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}

export function refuseLarge(bytes: Uint8Array, limitBytes: number, what: string): void {
  if (bytes.length > limitBytes) refuse(what, `${bytes.length} bytes, more than ${limitBytes}`);
}
