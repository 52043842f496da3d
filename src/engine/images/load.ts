import type { LongAction } from "../../base/progress.ts";
import { type ArchiveSource, openArchive } from "../../image/archive/archive-files.ts";
import { readArchive } from "../../image/archive/read-archive.ts";
import { stageImage, type UnpackArriving } from "../../image/archive/stage-image.ts";
import { bringLayers, installImages, type NewImage } from "../../image/install.ts";
import { familiarReference } from "../../image/reference.ts";
import { unpackArriving } from "../../image/unpack.ts";
import type { ImagesContext } from "./context.ts";
import { hintPipe } from "./hint-pipe.ts";
import type { LoadedImage } from "./images.ts";

/** What a compressed or streamed archive may unfold to: room for any real image, an end to a bomb. */
const SPOOL_LIMIT_BYTES = 128 * 1024 ** 3;

/** Takes in all images of an archive, or none of them. */
export async function loadImages(
  context: ImagesContext,
  source: ArchiveSource,
  action: LongAction = {},
): Promise<LoadedImage[]> {
  await using stage = await context.blobs.stage();
  const spool = { dir: stage.dir, limitBytes: SPOOL_LIMIT_BYTES };
  await using files = await openArchive(source, spool, action).catch((error: unknown) => {
    throw hintPipe(error, source, ["load"]);
  });
  const archived = await readArchive(files, context.machine);
  const total = archived.reduce(
    (sum, { layers }) => sum + layers.reduce((all, layer) => all + layer.sizeBytes, 0),
    0,
  );
  const images: NewImage[] = [];
  let before = 0;
  await bringLayers(context, async (brought) => {
    const unpack: UnpackArriving = (diffIds, bytes, verified) =>
      unpackArriving(diffIds, bytes, verified, context, brought, action.signal);
    for (const image of archived) {
      const staged = await stageImage(files, image, stage, unpack, {
        ...action,
        onProgress: (progress) => action.onProgress?.({ ...progress, done: before + progress.done, total }),
      });
      before += staged.layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      images.push({ ...staged, references: image.references });
    }
    await installImages(images, stage, context, brought, action);
  });
  context.changed();
  return images.map(({ id, references }) => ({ id, references: references.map(familiarReference) }));
}
