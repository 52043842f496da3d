import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Digest } from "../base/digest.ts";
import { asCodedError } from "../base/errors.ts";
import { decompress } from "./layer/compression.ts";

/** The digest of a blob's plain bytes, whatever it is compressed with: of a layer, its diff id. */
export async function plainDigest(path: string, signal?: AbortSignal): Promise<Digest> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of decompress(createReadStream(path, { highWaterMark: 1 << 20 }))) {
      signal?.throwIfAborted();
      hash.update(chunk);
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw asCodedError(error, "decompress layer");
  }
  return `sha256:${hash.digest("hex")}`;
}
