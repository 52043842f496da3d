import type { Digest } from "../../base/digest.ts";
import { CodedError } from "../../base/errors.ts";
import type { ImageConfig } from "../config.ts";
import type { Reference } from "../reference.ts";

/** An image that an archive says it has: all small parts read and checked, its layers found and not yet read. */
export interface ArchivedImage {
  /** Config's digest. */
  readonly id: Digest;
  readonly references: readonly Reference[];
  readonly config: ImageConfig;
  readonly configBytes: Buffer;
  /** Absent in a docker-archive, which has none. */
  readonly manifest: ArchivedManifest | undefined;
  /** Base first; as many as the config has diff ids. */
  readonly layers: readonly ArchivedLayer[];
}

export interface ArchivedManifest {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly digest: Digest;
}

export interface ArchivedLayer {
  /** Its name in the archive. */
  readonly file: string;
  readonly sizeBytes: number;
  readonly diffId: Digest;
  /** Of the bytes as they lie in the archive, where it says so. */
  readonly digest: Digest | undefined;
}

/** An image whose layers and diff ids do not come in pairs is none. */
export function refuseLayerCount(id: Digest, layers: number, diffIds: number, what: string): never {
  throw new CodedError(
    "invalid",
    "layer-mismatch",
    `read ${what}: image ${id} has ${layers} layers, but its config has ${diffIds}`,
  );
}
