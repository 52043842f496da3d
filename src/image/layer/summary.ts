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

export function summarizeTree({ entries }: Tree): LayerFigures {
  let sizeBytes = 0;
  let fileCount = 0;
  for (const { kind, sizeBytes: entryBytes } of entries) {
    if (kind === "file") sizeBytes += entryBytes;
    if (kind !== "directory" && kind !== "whiteout") fileCount += 1;
  }
  return { sizeBytes, fileCount };
}

export async function writeSummary(path: string, figures: LayerFigures): Promise<void> {
  await using file = await open(path, "wx", 0o600);
  await file.writeFile(JSON.stringify(figures));
  await file.sync();
}

/**
 * Undefined where there is none that can be trusted; the tree knows the same. A list of images reads hundreds of
 * them, a few dozen bytes each: the thread pool would take far longer than the reading.
 */
export function readSummary(path: string): LayerFigures | undefined {
  try {
    const { sizeBytes, fileCount } = JSON.parse(readFileSync(path, "utf8"));
    const isWhole = Number.isSafeInteger(sizeBytes) && Number.isSafeInteger(fileCount);
    return isWhole ? { sizeBytes, fileCount } : undefined;
  } catch {
    return undefined;
  }
}
