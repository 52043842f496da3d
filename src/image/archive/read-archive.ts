import { CodedError } from "../../base/errors.ts";
import type { Platform } from "../index.ts";
import type { ArchiveFiles } from "./archive-files.ts";
import { type ArchivedImage, refuseLayerCount } from "./archived-image.ts";
import { readDockerArchive } from "./docker-archive.ts";
import { readOciArchive } from "./oci-archive.ts";

/** Tells which kind of archive it is and reads what images it has. Throws `invalid`; asks for no layer's bytes. */
export async function readArchive(files: ArchiveFiles, machine: Platform): Promise<ArchivedImage[]> {
  // What docker writes today is both: the OCI side has the digests, so it is the one to trust.
  const images = (await files.size("index.json"))
    ? await readOciArchive(files, machine)
    : (await files.size("manifest.json"))
      ? await readDockerArchive(files)
      : undefined;
  if (images === undefined) {
    throw new CodedError("invalid", "unknown-archive", `read ${files.what}: it has no image in it`, {
      hint: "give what docker save, podman save or skopeo writes; for a root file system's tar, use wherry import",
    });
  }
  if (images.length === 0) {
    throw new CodedError("invalid", "empty-archive", `read ${files.what}: its list of images is empty`);
  }
  for (const image of images) refuseMismatch(image, files.what);
  return images;
}

function refuseMismatch({ id, config, layers }: ArchivedImage, what: string): void {
  if (config.os !== "linux") {
    throw new CodedError(
      "invalid",
      "foreign-image",
      `read ${what}: image ${id} is for ${config.os}, not for Linux`,
    );
  }
  if (layers.length !== config.diffIds.length)
    refuseLayerCount(id, layers.length, config.diffIds.length, what);
}
