import { asFields, listField, optionalFields, optionalString, parseFields, refuse } from "./fields.ts";
import { type Descriptor, MANIFEST_LIMIT_BYTES, parseDescriptor, refuseLarge } from "./manifest.ts";

/** One manifest of an image index; `platform` is absent where the index does not say. */
export interface IndexEntry extends Descriptor {
  readonly platform?: Platform;
}

/** GOOS and GOARCH words, as the image-spec wants: "linux", "amd64", "v8". */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** Parses an OCI image index, a Docker manifest list, or a layout's index.json. Throws `invalid`. */
export function parseIndex(
  bytes: Uint8Array,
  what = "image index",
  limitBytes = MANIFEST_LIMIT_BYTES,
): readonly IndexEntry[] {
  refuseLarge(bytes, limitBytes, what);
  const fields = parseFields(bytes, what);
  if (fields.values.schemaVersion !== 2) return refuse(what, "its schema version is not 2");
  if (!Array.isArray(fields.values.manifests)) return refuse(what, "it has no list of manifests");
  return listField(fields, "manifests", Number.POSITIVE_INFINITY).map((item, index) => {
    const entry = asFields(item, `${what}: manifests[${index}]`);
    const platform = optionalFields(entry, "platform");
    if (platform === undefined) return parseDescriptor(entry);
    const variant = optionalString(platform, "variant");
    return {
      ...parseDescriptor(entry),
      platform: {
        os: optionalString(platform, "os") ?? "",
        architecture: optionalString(platform, "architecture") ?? "",
        ...(variant === undefined ? {} : { variant }),
      },
    };
  });
}

/**
 * The entry for a machine: its own variant first, then one without a variant, then any of its architecture.
 * An index of a single image is that image, whatever it says.
 */
export function chooseEntry(entries: readonly IndexEntry[], machine: Platform): IndexEntry | undefined {
  const images = entries.filter(({ annotations }) => annotations["vnd.docker.reference.type"] === undefined);
  if (images.length === 1) return images[0];
  const fitting = images.filter(
    ({ platform }) => platform?.os === machine.os && platform.architecture === machine.architecture,
  );
  return (
    fitting.find(({ platform }) => platform?.variant === machine.variant) ??
    fitting.find(({ platform }) => platform?.variant === undefined) ??
    fitting[0]
  );
}

const ARCHITECTURES: Record<string, Pick<Platform, "architecture" | "variant">> = {
  x64: { architecture: "amd64" },
  ia32: { architecture: "386" },
  arm64: { architecture: "arm64", variant: "v8" },
  arm: { architecture: "arm", variant: "v7" },
  mipsel: { architecture: "mipsle" },
};

/** The platform of a machine from Node's word for its processor (`process.arch`). */
export function platformOf(nodeArch: string): Platform {
  return { os: "linux", ...(ARCHITECTURES[nodeArch] ?? { architecture: nodeArch }) };
}
