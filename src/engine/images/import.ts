import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { CodedError } from "../../base/errors.ts";
import type { LongAction } from "../../base/progress.ts";
import type { ArchiveSource } from "../../image/archive/archive-files.ts";
import { applyChanges } from "../../image/config-change.ts";
import { familiarReference } from "../../image/reference.ts";
import { installSingleLayerImage } from "../../image/single-layer.ts";
import type { Clock, ImagesContext } from "./context.ts";
import { hintPipe } from "./hint-pipe.ts";
import type { ImportOptions, LoadedImage } from "./images.ts";
import { parseNewName } from "./tag.ts";

/** Makes a one-layer image from a root file system's tar. */
export async function importImage(
  context: ImagesContext,
  source: ArchiveSource,
  { reference, message, changes = [] }: ImportOptions,
  action: LongAction = {},
): Promise<LoadedImage> {
  const name = reference === undefined ? undefined : parseNewName(reference);
  const settings = applyChanges(NO_SETTINGS, changes);
  const what = "path" in source ? source.path : "the input";
  if ("path" in source) await refuseFolder(source.path);
  const image = await installSingleLayerImage(
    {
      openTar: () => openSource(source),
      config: { ...context.machine, created: createdAt(context.clock), process: settings },
      createdBy: "",
      comment: message ?? `Imported from ${"path" in source ? source.path : "-"}`,
      reference: name,
      what,
    },
    context,
    action,
  ).catch((error: unknown) => {
    throw hintPipe(error, source, ["import", "-", ...(reference === undefined ? [] : [reference])]);
  });
  context.changed();
  return { id: image.id, references: image.references.map(familiarReference) };
}

function openSource(source: ArchiveSource): Readable {
  if ("path" in source) return createReadStream(source.path, { highWaterMark: 1 << 20 });
  return source.stream instanceof Readable ? source.stream : Readable.from(source.stream);
}

const NO_SETTINGS = {
  user: "",
  env: [],
  entrypoint: [],
  cmd: [],
  workingDir: "",
  labels: {},
  stopSignal: undefined,
  volumes: [],
  exposedPorts: [],
};

async function refuseFolder(path: string): Promise<void> {
  try {
    if (!(await stat(path)).isDirectory()) return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new CodedError("not-found", "file-not-found", `import ${path}: no such file`, { cause: error });
  }
  throw new CodedError("invalid", "not-a-tar", `import ${path}: it is a folder, not a tar`, {
    hint: `pack it first: tar -C ${path} -c . | wherry import -`,
  });
}

function createdAt({ now, sourceDateEpoch }: Clock): string {
  const fixed = /^\d{1,12}$/.test(sourceDateEpoch ?? "") ? Number(sourceDateEpoch) * 1000 : undefined;
  return new Date(fixed ?? now()).toISOString();
}
