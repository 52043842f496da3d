import { Readable } from "node:stream";
import type { LongAction } from "../../base/progress.ts";
import { familiarReference } from "../../image/reference.ts";
import { installSingleLayerImage } from "../../image/single-layer.ts";
import { buildStarter } from "../../image/starter/starter.ts";
import type { ImagesContext } from "./context.ts";
import type { LoadedImage, StarterOptions } from "./images.ts";
import { parseNewName } from "./tag.ts";

/** Makes the starter image from this machine's own programs. The same programs give the same image. */
export async function makeStarter(
  context: ImagesContext,
  { programs, reference = "starter:latest" }: StarterOptions,
  action: LongAction = {},
): Promise<LoadedImage> {
  const name = parseNewName(reference);
  const starter = await buildStarter({ programs, ...action });
  const { onProgress } = action;
  let done = 0;
  const image = await installSingleLayerImage(
    {
      openTar: () =>
        Readable.from(
          counted(starter.openTar(), (chunkBytes) => {
            done += chunkBytes;
            onProgress?.({
              phase: "packing",
              done: Math.min(done, starter.sizeBytes),
              total: starter.sizeBytes,
            });
          }),
        ),
      config: {
        ...context.machine,
        created: new Date(starter.createdSeconds * 1000).toISOString(),
        process: {
          user: "",
          env: starter.env,
          entrypoint: [],
          cmd: starter.cmd,
          workingDir: "/",
          labels: {},
          stopSignal: undefined,
          volumes: [],
          exposedPorts: [],
        },
      },
      createdBy: ["wherry starter", ...programs].join(" "),
      comment: "this machine's own programs",
      reference: name,
      what: "the starter image",
    },
    context,
    {
      ...action,
      onProgress: (progress) => (progress.phase === "storing" ? undefined : onProgress?.(progress)),
    },
  );
  context.changed();
  return { id: image.id, references: image.references.map(familiarReference) };
}

async function* counted(stream: Readable, count: (chunkBytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    count(chunk.length);
    yield chunk;
  }
}
