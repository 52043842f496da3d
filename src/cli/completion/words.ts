import type { CommandEntry, Completes } from "../command.ts";

/** The shell command that lists what may stand at a place; undefined when only the shell itself knows (files, programs). */
export function listingCommand(completes: Completes | undefined): string | undefined {
  if (typeof completes === "object") return `printf '%s\\n' ${completes.join(" ")}`;
  switch (completes) {
    case "containers":
      return "wherry ps -a --format '{{.Names}}' 2>/dev/null";
    case "running":
      return "wherry ps --format '{{.Names}}' 2>/dev/null";
    case "stopped":
      return "wherry ps -f status=created -f status=exited --format '{{.Names}}' 2>/dev/null";
    case "images":
      return "wherry images --format '{{.Repository}}:{{.Tag}}' 2>/dev/null";
    case "volumes":
      return "wherry volume ls -q 2>/dev/null";
    default:
      return undefined;
  }
}

/** What the first argument of a command is. */
export function firstPlace(entry: CommandEntry): Completes | undefined {
  return entry.args[0]?.completes;
}

export function flagWords(entry: CommandEntry): string[] {
  return ["--help", ...entry.flags.map(({ long }) => `--${long}`)].sort();
}

/** Commands of one word. */
export function singles(commands: readonly CommandEntry[]): CommandEntry[] {
  return commands
    .filter(({ name }) => !name.includes(" "))
    .map((entry) => ({ ...entry, aliases: entry.aliases.filter((alias) => !alias.includes(" ")) }));
}

/** Commands of two words, by their first: volume -> create, ls, … */
export function families(commands: readonly CommandEntry[]): [first: string, entries: CommandEntry[]][] {
  const two = commands.filter(({ name }) => name.includes(" "));
  return [...Map.groupBy(two, ({ name }) => name.split(" ")[0] ?? "")];
}

export function secondWord({ name }: CommandEntry): string {
  return name.split(" ")[1] ?? "";
}
