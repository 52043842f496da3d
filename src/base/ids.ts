import { randomBytes } from "node:crypto";

/** A new container, session or job id: 64 hexadecimal digits, as Docker's. */
export function newId(): string {
  return randomBytes(32).toString("hex");
}

/** The 12 digits that people see; takes an id, a digest or a chain id. */
export function shortId(id: string): string {
  return (id.startsWith("sha256:") ? id.slice("sha256:".length) : id).slice(0, 12);
}
