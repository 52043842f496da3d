import { type Digest, parseDigest } from "../../base/digest.ts";
import { CodedError } from "../../base/errors.ts";
import type { NewContainer } from "../../state/containers.ts";
import type { KeptOptions } from "./containers.ts";

/** All that was decided when a container was made; from it everything else of a bundle can be made again. */
export interface ContainerDefinition {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  /** The reference it was made from, as people write it. */
  readonly image: string;
  readonly imageId: Digest;
  readonly createdAtMs: number;
  /** Chain ids of the image's layers, base first. */
  readonly layers: readonly Digest[];
  /** As asked, but for the host's environment, of which only what was asked for is kept. */
  readonly options: KeptOptions;
  /** The image's settings and the options together. */
  readonly process: ProcessDefinition;
}

export interface ProcessDefinition {
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly workingDir: string;
  /** uid[:gid] or names; empty for root. */
  readonly user: string;
  readonly hostname: string;
  /** A name or number; empty for the default. */
  readonly stopSignal: string;
}

/** What the table of containers keeps in columns of its own. */
export function toNewContainer(definition: ContainerDefinition): NewContainer {
  const { id, name, image, imageId, createdAtMs, options, process } = definition;
  return {
    id,
    name,
    image,
    imageId,
    argv: process.argv,
    labels: options.labels ?? {},
    tty: options.tty ?? false,
    autoRemove: options.autoRemove ?? false,
    createdAtMs,
  };
}

/** Reads a bundle's container.json. Throws `invalid`. */
export function parseDefinition(text: string, what: string): ContainerDefinition {
  const refuse = (reason: string): never => {
    throw new CodedError("invalid", "invalid-definition", `read ${what}: ${reason}`);
  };
  let value: Partial<ContainerDefinition>;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("it is not JSON");
  }
  if (value?.version !== 1) return refuse("it is of a version that this wherry does not know");
  const { id, name, image, createdAtMs, layers, options, process } = value;
  for (const [field, found] of Object.entries({ id, name, image })) {
    if (typeof found !== "string" || found === "") return refuse(`it has no ${field}`);
  }
  if (!Number.isFinite(createdAtMs)) return refuse("it has no time of creation");
  parseDigest(value.imageId, `image id in ${what}`);
  if (!Array.isArray(layers)) return refuse("it has no layers");
  for (const layer of layers) parseDigest(layer, `layer in ${what}`);
  if (typeof options !== "object" || options === null) return refuse("it has no options");
  const isProcess =
    isTextList(process?.argv) &&
    isTextList(process?.env) &&
    [process?.workingDir, process?.user, process?.hostname, process?.stopSignal].every(
      (text) => typeof text === "string",
    );
  if (!isProcess) return refuse("it has no process");
  return value as ContainerDefinition;
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
