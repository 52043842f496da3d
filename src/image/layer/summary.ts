import { readFileSync } from "node:fs";
import { open } from "node:fs/promises";
import type { Tree } from "./tree.ts";

/** What a list of images needs to know of a layer, without reading its tree. */
export interface LayerFigures {
  /** Of all regular files, each counted once however many hard links it has. */
  readonly sizeBytes: number;
  /** Paths that are neither directories nor whiteouts. */
  readonly fileCount: number;
}

/** What is asked of a layer so often that its tree would be too much to read for it. */
export interface Summary extends LayerFigures {
  /** Paths of the directories that hide those of the layers below. Undefined where an earlier wherry unpacked the layer. */
  readonly opaque: readonly string[] | undefined;
}

export function summarizeTree({ entries }: Tree): Summary & { readonly opaque: readonly string[] } {
  let sizeBytes = 0;
  let fileCount = 0;
  const hiding: string[] = [];
  for (const { kind, path, opaque, sizeBytes: entryBytes } of entries) {
    if (kind === "file") sizeBytes += entryBytes;
    if (kind !== "directory" && kind !== "whiteout") fileCount += 1;
    if (opaque) hiding.push(path);
  }
  return { sizeBytes, fileCount, opaque: hiding };
}

export async function writeSummary(path: string, summary: Summary): Promise<void> {
  await using file = await open(path, "wx", 0o600);
  await file.writeFile(JSON.stringify(summary));
  await file.sync();
}

/**
 * Undefined where there is none that can be trusted; the tree knows the same. A list of images reads hundreds of
 * them, a few dozen bytes each: the thread pool would take far longer than the reading.
 */
export function readSummary(path: string): Summary | undefined {
  try {
    const { sizeBytes, fileCount, opaque } = JSON.parse(readFileSync(path, "utf8"));
    const isWhole = Number.isSafeInteger(sizeBytes) && Number.isSafeInteger(fileCount);
    return isWhole ? { sizeBytes, fileCount, opaque: Array.isArray(opaque) ? opaque : undefined } : undefined;
  } catch {
    return undefined;
  }
}
