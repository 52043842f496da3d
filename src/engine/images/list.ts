import type { Digest } from "../../base/digest.ts";
import type { StoredImage } from "../../image/image-reader.ts";
import type { NamedManifest } from "../../image/name-index.ts";
import { familiarReference } from "../../image/reference.ts";
import type { ImagesContext } from "./context.ts";
import type { ImageSummary } from "./images.ts";
import { readOrSkip } from "./resolve.ts";

/** All images, each once, whatever number of names it has. Images that cannot be read are left out. */
export async function listImages(context: ImagesContext): Promise<ImageSummary[]> {
  const groups = await readImages(context);
  const summaries = await Promise.all(groups.map((group) => summarizeImage(context, group)));
  return summaries.sort(byAge);
}

interface NamedImage {
  readonly image: StoredImage;
  readonly lines: readonly NamedManifest[];
}

export async function readImages(context: ImagesContext): Promise<NamedImage[]> {
  const groups = new Map<Digest, { image: StoredImage; lines: NamedManifest[] }>();
  const lines = await context.names.read();
  const images = await Promise.all(lines.map((line) => readOrSkip(line, context)));
  for (const [index, image] of images.entries()) {
    const line = lines[index]!;
    if (image === undefined) continue;
    const group = groups.get(image.id) ?? { image, lines: [] };
    group.lines.push(line);
    groups.set(image.id, group);
  }
  return [...groups.values()];
}

export async function summarizeImage(
  context: ImagesContext,
  { image, lines }: NamedImage,
): Promise<ImageSummary> {
  const sizes = await Promise.all(
    image.chainIds.map(async (chainId, index) => {
      const figures = await context.figures(chainId);
      return figures?.sizeBytes ?? image.manifest.layers[index]?.sizeBytes ?? 0;
    }),
  );
  return {
    id: image.id,
    manifestDigest: image.manifestDigest,
    references: familiarNames(lines),
    createdAtMs: parseTime(image.config.created),
    sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
    layerCount: image.chainIds.length,
    usedBy: await context.usedBy(image.id),
  };
}

/** Milliseconds since 1970; undefined for no time, and for Go's zero time, which means the same. */
export function parseTime(text: string | undefined): number | undefined {
  const timeMs = Date.parse(text ?? "");
  return Number.isNaN(timeMs) || timeMs < 0 ? undefined : timeMs;
}

export function familiarNames(lines: readonly NamedManifest[]): string[] {
  return lines.flatMap(({ reference }) => (reference === undefined ? [] : [familiarReference(reference)]));
}

type Aged = Pick<ImageSummary, "createdAtMs" | "references" | "id">;

/** Newest first. */
export function byAge(left: Aged, right: Aged): number {
  const age = (right.createdAtMs ?? -1) - (left.createdAtMs ?? -1);
  return age === 0 ? compare(left.references[0] ?? left.id, right.references[0] ?? right.id) : age;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
