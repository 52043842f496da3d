import type { FlagSpec } from "../command.ts";

export const REPORT_FLAGS = [
  { long: "format", short: "f", value: "format", description: "json, or a template such as '{{.Version}}'" },
] as const satisfies readonly FlagSpec[];
