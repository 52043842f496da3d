import type { FlagSpec } from "../command.ts";

const NO_TRUNC = { long: "no-trunc", description: "Show everything in full" } as const;
const QUIET_IDS = { long: "quiet", short: "q", description: "Only ids" } as const;
const FORMAT = {
  long: "format",
  value: "format",
  description: "json, table, or a template such as '{{.ID}} {{.Size}}'",
} as const;

export const STARTER_FLAGS = [
  { long: "tag", short: "t", value: "reference", description: "Name of the image (starter:latest)" },
  { long: "quiet", short: "q", description: "No progress, only the id" },
] as const satisfies readonly FlagSpec[];

export const IMAGES_FLAGS = [
  { long: "all", short: "a", description: "Accepted for Docker's sake: nothing is hidden" },
  QUIET_IDS,
  NO_TRUNC,
  { long: "digests", description: "Show the manifests' digests" },
  FORMAT,
] as const satisfies readonly FlagSpec[];

export const LAYERS_FLAGS = [QUIET_IDS, NO_TRUNC, FORMAT] as const satisfies readonly FlagSpec[];

export const HISTORY_FLAGS = [QUIET_IDS, NO_TRUNC, FORMAT] as const satisfies readonly FlagSpec[];

export const RMI_FLAGS = [
  { long: "force", short: "f", description: "Remove it though containers use it" },
] as const satisfies readonly FlagSpec[];

export const LOAD_FLAGS = [
  {
    long: "input",
    short: "i",
    value: "file",
    description: "Read a file or a layout's folder, not standard input",
    completes: "files",
  },
  { long: "quiet", short: "q", description: "No progress" },
] as const satisfies readonly FlagSpec[];

export const SAVE_FLAGS = [
  {
    long: "output",
    short: "o",
    value: "file",
    description: "Write a file, not standard output",
    completes: "files",
  },
] as const satisfies readonly FlagSpec[];

export const IMPORT_FLAGS = [
  {
    long: "change",
    short: "c",
    value: "instruction",
    many: true,
    description: "Apply a Dockerfile instruction, such as 'CMD /bin/sh'",
  },
  { long: "message", short: "m", value: "text", description: "Comment in the image's history" },
] as const satisfies readonly FlagSpec[];
