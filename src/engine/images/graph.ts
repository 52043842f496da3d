import type { ImagesContext } from "./context.ts";
import type { ImageLayers } from "./images.ts";
import { summarizeLayers } from "./inspect.ts";
import { byAge, familiarNames, parseTime, readImages } from "./list.ts";

/** All images with their layers. */
export async function imageGraph(context: ImagesContext): Promise<ImageLayers[]> {
  const images = await Promise.all(
    (await readImages(context)).map(async ({ image, lines }) => ({
      id: image.id,
      references: familiarNames(lines),
      createdAtMs: parseTime(image.config.created),
      layers: await summarizeLayers(context, image),
    })),
  );
  return images.sort(byAge);
}
