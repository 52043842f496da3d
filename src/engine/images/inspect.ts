import type { StoredImage } from "../../image/image-reader.ts";
import type { ImagesContext } from "./context.ts";
import type { HistoryEntry, ImageDetails, LayerSummary } from "./images.ts";
import { parseTime, summarizeImage } from "./list.ts";
import { findImage, readOrSkip } from "./resolve.ts";

export async function inspectImage(context: ImagesContext, ref: string): Promise<ImageDetails> {
  const names = await context.names.read();
  const { image } = await findImage(ref, names, context);
  const images = await Promise.all(names.map((line) => readOrSkip(line, context)));
  const lines = names.filter((_, index) => images[index]?.id === image.id);
  const summary = await summarizeImage(context, { image, lines });
  return { ...summary, config: image.config, layers: await summarizeLayers(context, image) };
}

export async function imageLayers(context: ImagesContext, ref: string): Promise<LayerSummary[]> {
  const { image } = await findImage(ref, await context.names.read(), context);
  return summarizeLayers(context, image);
}

export async function imageHistory(context: ImagesContext, ref: string): Promise<HistoryEntry[]> {
  const { image } = await findImage(ref, await context.names.read(), context);
  const layers = await summarizeLayers(context, image);
  let next = 0;
  const steps = image.config.history.map((step): HistoryEntry => {
    const layer = step.emptyLayer ? undefined : layers[next++];
    return {
      createdAtMs: parseTime(step.created),
      createdBy: step.createdBy,
      comment: step.comment,
      sizeBytes: layer?.sizeBytes ?? 0,
      emptyLayer: step.emptyLayer,
      imageId: undefined,
    };
  });
  // Some tools leave the history out, or stop keeping it: their layers are there all the same.
  const untold = layers.slice(next).map(
    ({ sizeBytes }): HistoryEntry => ({
      createdAtMs: undefined,
      createdBy: "",
      comment: "",
      sizeBytes,
      emptyLayer: false,
      imageId: undefined,
    }),
  );
  const [newest, ...older] = [...steps, ...untold].reverse();
  return newest === undefined ? [] : [{ ...newest, imageId: image.id }, ...older];
}

export async function summarizeLayers(context: ImagesContext, image: StoredImage): Promise<LayerSummary[]> {
  const steps = image.config.history.filter(({ emptyLayer }) => !emptyLayer);
  return Promise.all(
    image.manifest.layers.map(async ({ digest, sizeBytes: compressedBytes }, index) => {
      const chainId = image.chainIds[index]!;
      const figures = await context.figures(chainId);
      return {
        index,
        digest,
        diffId: image.config.diffIds[index]!,
        chainId,
        sizeBytes: figures?.sizeBytes ?? compressedBytes,
        compressedBytes,
        fileCount: figures?.fileCount ?? 0,
        createdBy: steps[index]?.createdBy ?? "",
        createdAtMs: parseTime(steps[index]?.created),
      };
    }),
  );
}
