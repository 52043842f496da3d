import { closeSync, openSync, readSync } from "node:fs";

/**
 * A new container, session or job id: 64 hexadecimal digits, as Docker's. From the kernel itself: to load node:crypto
 * would cost some commands more milliseconds than all else they do.
 */
export function newId(): string {
  const bytes = Buffer.alloc(32);
  const source = openSync("/dev/urandom", "r");
  try {
    readSync(source, bytes);
  } finally {
    closeSync(source);
  }
  return bytes.toString("hex");
}

/** The 12 digits that people see; takes an id, a digest or a chain id. */
export function shortId(id: string): string {
  return (id.startsWith("sha256:") ? id.slice("sha256:".length) : id).slice(0, 12);
}
