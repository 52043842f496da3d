import { type Digest, parseDigest } from "../base/digest.ts";
import {
  asFields,
  type Fields,
  listField,
  optionalBoolean,
  optionalFields,
  optionalString,
  parseFields,
  pathOf,
  refuse,
  stringListField,
  stringMapField,
} from "./fields.ts";
import { CONFIG_LIMIT_BYTES, LAYER_LIMIT, refuseLarge } from "./manifest.ts";

/** The parts of an OCI image config that Wherry acts on; image-spec's names in camelCase. */
export interface ImageConfig {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
  readonly created?: string;
  readonly author?: string;
  readonly process: {
    readonly user: string;
    readonly env: readonly string[];
    readonly entrypoint: readonly string[];
    readonly cmd: readonly string[];
    readonly workingDir: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly stopSignal: string | undefined;
    readonly volumes: readonly string[];
    readonly exposedPorts: readonly string[];
  };
  readonly diffIds: readonly `sha256:${string}`[];
  readonly history: readonly {
    readonly created?: string;
    readonly createdBy: string;
    readonly comment: string;
    readonly emptyLayer: boolean;
  }[];
}

const LIST_LIMIT = 10_000;

/**
 * Parses an image config. Only the fields of ImageConfig are looked at, so nothing else that an image
 * asks for (privileges, mounts, security options) can reach a container. Throws `invalid`.
 */
export function parseImageConfig(bytes: Uint8Array, what = "image config"): ImageConfig {
  refuseLarge(bytes, CONFIG_LIMIT_BYTES, what);
  const fields = parseFields(bytes, what);
  const variant = optionalString(fields, "variant");
  const created = optionalString(fields, "created");
  const author = optionalString(fields, "author");
  return {
    architecture: optionalString(fields, "architecture") ?? "unknown",
    os: optionalString(fields, "os") ?? "linux",
    ...(variant ? { variant } : {}),
    ...(created ? { created } : {}),
    ...(author ? { author } : {}),
    process: parseProcess(
      optionalFields(fields, "config") ?? { where: pathOf(fields, "config"), values: {} },
    ),
    diffIds: parseDiffIds(fields),
    history: listField(fields, "history", LIST_LIMIT).map((step, index) =>
      parseStep(asFields(step, `${pathOf(fields, "history")}[${index}]`)),
    ),
  };
}

function parseProcess(fields: Fields): ImageConfig["process"] {
  const stopSignal = optionalString(fields, "StopSignal");
  return {
    user: withoutNul(optionalString(fields, "User") ?? "", pathOf(fields, "User")),
    // What has no name cannot be set; such entries exist in old images and mean nothing.
    env: argumentsField(fields, "Env").filter((entry) => entry.indexOf("=") > 0),
    entrypoint: argumentsField(fields, "Entrypoint"),
    cmd: argumentsField(fields, "Cmd"),
    workingDir: containerPath(optionalString(fields, "WorkingDir") ?? "", pathOf(fields, "WorkingDir")),
    labels: stringMapField(fields, "Labels", LIST_LIMIT),
    stopSignal: stopSignal === undefined || stopSignal === "" ? undefined : signalName(fields, stopSignal),
    volumes: keysOf(fields, "Volumes").map((path) => containerPath(path, pathOf(fields, "Volumes"))),
    exposedPorts: keysOf(fields, "ExposedPorts"),
  };
}

/** `execve` ends a string at its first NUL, so one inside would say something else than what people see. */
function withoutNul(text: string, where: string): string {
  return text.includes("\0") ? refuse(where, "a NUL byte") : text;
}

function argumentsField(fields: Fields, name: string): readonly string[] {
  return stringListField(fields, name, LIST_LIMIT).map((text) => withoutNul(text, pathOf(fields, name)));
}

/** A path inside the container: absolute and without `.` or `..`; the empty one stays empty. */
function containerPath(path: string, where: string): string {
  if (path === "") return "";
  const parts: string[] = [];
  for (const part of withoutNul(path, where).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function signalName(fields: Fields, signal: string): string {
  if (/^(?:SIG)?[A-Z0-9+-]{1,12}$|^\d{1,2}$/i.test(signal)) return signal;
  return refuse(pathOf(fields, "StopSignal"), "not a signal");
}

/** Docker writes sets as objects with empty values. */
function keysOf(fields: Fields, name: string): readonly string[] {
  const inner = optionalFields(fields, name);
  const keys = Object.keys(inner?.values ?? {});
  return keys.length > LIST_LIMIT ? refuse(pathOf(fields, name), `more than ${LIST_LIMIT} items`) : keys;
}

function parseDiffIds(fields: Fields): readonly Digest[] {
  const rootfs = optionalFields(fields, "rootfs") ?? refuse(pathOf(fields, "rootfs"), "missing");
  const type = optionalString(rootfs, "type");
  if (type !== undefined && type !== "layers") return refuse(pathOf(rootfs, "type"), 'not "layers"');
  return stringListField(rootfs, "diff_ids", LAYER_LIMIT).map((text, index) =>
    parseDigest(text, `${pathOf(rootfs, "diff_ids")}[${index}]`),
  );
}

function parseStep(fields: Fields): ImageConfig["history"][number] {
  const created = optionalString(fields, "created");
  return {
    ...(created ? { created } : {}),
    createdBy: optionalString(fields, "created_by") ?? "",
    comment: optionalString(fields, "comment") ?? "",
    emptyLayer: optionalBoolean(fields, "empty_layer") ?? false,
  };
}
