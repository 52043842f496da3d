import type { CommandSummary } from "../base/command-summary.ts";
import type { CommandEntry } from "./command.ts";
import { usage } from "./help.ts";

/** The commands as the palette of the terminal UI lists them: faces pass data, they do not import each other. */
export function summarize(commands: readonly CommandEntry[]): CommandSummary[] {
  return commands.map((entry) => ({
    name: entry.name,
    aliases: entry.aliases,
    description: entry.description,
    usage: usage(entry),
    needsArguments: entry.args.some(({ required }) => required),
  }));
}
