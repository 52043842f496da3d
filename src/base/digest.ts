import { createHash } from "node:crypto";
import { CodedError } from "./errors.ts";

/** "sha256:" and 64 hexadecimal digits. Anything of this type has been through `parseDigest` or `digestOf`. */
export type Digest = `sha256:${string}`;

/** Parses a digest from outside. It becomes part of paths, so nothing but its exact form passes. Throws `invalid`. */
export function parseDigest(text: unknown, what = "digest"): Digest {
  if (typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text)) return text as Digest;
  throw new CodedError(
    "invalid",
    "invalid-digest",
    `read ${what}: ${JSON.stringify(text)} is not a sha256 digest`,
  );
}

export function digestOf(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** The 64 digits, for file names. */
export function digestHex(digest: Digest): string {
  return digest.slice("sha256:".length);
}
