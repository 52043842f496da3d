import { basename } from "node:path";
import { type Digest, digestOf } from "../../base/digest.ts";
import { CodedError } from "../../base/errors.ts";
import { parseImageConfig } from "../config.ts";
import { asFields, type Fields, parseFields, stringField, stringListField } from "../fields.ts";
import { CONFIG_LIMIT_BYTES, LAYER_LIMIT, MANIFEST_LIMIT_BYTES } from "../manifest.ts";
import { parseReference, type Reference, withDefaultTag } from "../reference.ts";
import type { ArchiveFiles } from "./archive-files.ts";
import { type ArchivedImage, type ArchivedLayer, refuseLayerCount } from "./archived-image.ts";

const IMAGE_LIMIT = 1000;
const TAG_LIMIT = 1000;

/** Reads a docker-archive's manifest.json and the configs it names. */
export async function readDockerArchive(files: ArchiveFiles): Promise<ArchivedImage[]> {
  const what = `manifest.json of ${files.what}`;
  const list = parseList(await files.read("manifest.json", MANIFEST_LIMIT_BYTES), what);
  const images: ArchivedImage[] = [];
  for (const [index, item] of list.entries()) {
    images.push(await readImage(files, asFields(item, `${what}: [${index}]`)));
  }
  return images;
}

function parseList(bytes: Buffer, what: string): readonly unknown[] {
  // An object around the list, so that one parser of fields serves.
  const { values } = parseFields(Buffer.concat([Buffer.from('{"list":'), bytes, Buffer.from("}")]), what);
  if (!Array.isArray(values.list)) {
    throw new CodedError("invalid", "invalid-archive", `read ${what}: it is not a list`);
  }
  if (values.list.length > IMAGE_LIMIT) {
    throw new CodedError("invalid", "invalid-archive", `read ${what}: more than ${IMAGE_LIMIT} images`);
  }
  return values.list;
}

async function readImage(files: ArchiveFiles, fields: Fields): Promise<ArchivedImage> {
  const configFile = stringField(fields, "Config");
  const configBytes = await files.read(configFile, CONFIG_LIMIT_BYTES);
  const id = digestOf(configBytes);
  refuseOther(id, configFile, files.what);
  const config = parseImageConfig(configBytes, `${configFile} of ${files.what}`);
  const names = stringListField(fields, "Layers", LAYER_LIMIT);
  const layers: ArchivedLayer[] = [];
  for (const [index, file] of names.entries()) {
    const diffId =
      config.diffIds[index] ?? refuseLayerCount(id, names.length, config.diffIds.length, files.what);
    const sizeBytes = await files.size(file);
    if (sizeBytes === undefined) {
      throw new CodedError(
        "invalid",
        "invalid-archive",
        `read ${files.what}: layer ${JSON.stringify(file)} is missing`,
        {
          hint: "the archive is incomplete; save or download it again",
        },
      );
    }
    layers.push({ file, sizeBytes, diffId, digest: digestInName(file) });
  }
  const references = stringListField(fields, "RepoTags", TAG_LIMIT).map((tag) => parseTag(tag, files.what));
  return { id, references, config, configBytes, manifest: undefined, layers };
}

/** Both forms of the file's name carry its digest: "<digest>.json" and "blobs/sha256/<digest>". */
function refuseOther(id: Digest, file: string, what: string): void {
  const hex = /^([0-9a-f]{64})(?:\.json)?$/.exec(basename(file))?.[1];
  if (hex === undefined || `sha256:${hex}` === id) return;
  throw new CodedError(
    "invalid",
    "damaged-blob",
    `read ${what}: the config ${file} does not have its digest`,
    {
      hint: "the archive is damaged; save or download it again",
    },
  );
}

function digestInName(file: string): Digest | undefined {
  const hex = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(file)?.[1];
  return hex === undefined ? undefined : `sha256:${hex}`;
}

function parseTag(text: string, what: string): Reference {
  const reference = withDefaultTag(parseReference(text, `name in ${what}`));
  if (reference.digest === undefined) return reference;
  throw new CodedError("invalid", "invalid-reference", `read name in ${what} ${text}: a tag has no digest`);
}
