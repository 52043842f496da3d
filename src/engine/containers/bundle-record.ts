import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asCodedError } from "../../base/errors.ts";

/** Puts another record in the place of a bundle's container.json, whole or not at all. */
export function writeDefinition(bundleDir: string, text: string, doing: string): void {
  const path = join(bundleDir, "container.json");
  try {
    writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  } catch (error) {
    throw asCodedError(error, doing);
  }
}
