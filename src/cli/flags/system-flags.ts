import type { FlagSpec } from "../command.ts";

export const REPORT_FLAGS = [
  { long: "format", short: "f", value: "format", description: "json, or a template such as '{{.Version}}'" },
] as const satisfies readonly FlagSpec[];

export const DF_FLAGS = [
  {
    long: "format",
    value: "format",
    description: "json, table, or a template such as '{{.Type}} {{.Size}}'",
  },
] as const satisfies readonly FlagSpec[];

export const PRUNE_FLAGS = [
  { long: "force", short: "f", description: "Do not ask" },
  { long: "volumes", description: "Volumes that no container uses, too" },
] as const satisfies readonly FlagSpec[];
