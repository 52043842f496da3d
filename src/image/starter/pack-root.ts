import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Pack, pack } from "tar-stream";
import { asCodedError } from "../../base/errors.ts";
import type { RootEntry } from "./root-entries.ts";

/** Packs a root as an uncompressed tar. File contents are read from the host as the reader asks for them. */
export function packRoot(entries: readonly RootEntry[], signal: AbortSignal | undefined): Readable {
  const tar = pack();
  writeEntries(tar, entries, signal).then(
    () => tar.finalize(),
    (error: unknown) => tar.destroy(asCodedError(error, "pack starter image")),
  );
  return Readable.from(tar);
}

async function writeEntries(
  tar: Pack,
  entries: readonly RootEntry[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const entry of entries) {
    signal?.throwIfAborted();
    const header = {
      name: entry.path,
      mode: entry.mode,
      mtime: new Date(entry.mtimeSeconds * 1000),
      uid: 0,
      gid: 0,
    };
    switch (entry.kind) {
      case "directory":
        tar.entry({ ...header, type: "directory" });
        break;
      case "symlink":
        tar.entry({ ...header, type: "symlink", linkname: entry.target });
        break;
      case "file":
        if ("text" in entry.content) tar.entry(header, entry.content.text);
        else
          await pipeline(
            createReadStream(entry.content.hostPath),
            tar.entry({ ...header, size: entry.sizeBytes }),
          );
    }
  }
}
