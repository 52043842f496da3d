import type { FlagSpec } from "../command.ts";

const FORMAT = {
  long: "format",
  short: "f",
  value: "format",
  description: "json, or a template such as '{{.Name}}'",
} as const;

export const VOLUME_CREATE_FLAGS = [
  { long: "label", value: "KEY[=value]", many: true, description: "Put a label on the volume" },
] as const satisfies readonly FlagSpec[];

export const NAMED_LIST_FLAGS = [
  { long: "quiet", short: "q", description: "Only names" },
  {
    long: "format",
    value: "format",
    description: "json, table, or a template such as '{{.Name}}'",
  },
] as const satisfies readonly FlagSpec[];

export const NAMED_INSPECT_FLAGS = [FORMAT] as const satisfies readonly FlagSpec[];

export const VOLUME_RM_FLAGS = [
  { long: "force", short: "f", description: "One that is not there is no error" },
] as const satisfies readonly FlagSpec[];

export const VOLUME_PRUNE_FLAGS = [
  { long: "force", short: "f", description: "Do not ask" },
] as const satisfies readonly FlagSpec[];
