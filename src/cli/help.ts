import type { CommandEntry, CommandGroup, FlagSpec } from "./command.ts";

const GROUPS: readonly [CommandGroup, string][] = [
  ["containers", "Containers"],
  ["images", "Images"],
  ["volumes", "Volumes"],
  ["networks", "Networks"],
  ["system", "System"],
];

/** What `wherry --help` prints. */
export function overview(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map((entry) => entry.name.length));
  const groups = GROUPS.map(([group, title]) => {
    const lines = commands
      .filter((entry) => entry.group === group)
      .map((entry) => `  ${entry.name.padEnd(width)}  ${entry.description}\n`);
    return `${title}:\n${lines.join("")}`;
  });
  return `Usage:  wherry [--root DIR] [COMMAND]

A container engine you can see through. Without a command, on a terminal, it opens its own screen.

${groups.join("\n")}
Flags:
  --root DIR     Where images and containers are kept (WHERRY_ROOT)
  -v, --version  Show the version
  -h, --help     Show this

"wherry COMMAND --help" explains a command.
`;
}

/** What `wherry COMMAND --help` prints. */
export function commandHelp(entry: CommandEntry): string {
  const aliases =
    entry.aliases.length === 0 ? "" : `\nAliases:  ${[entry.name, ...entry.aliases].join(", ")}\n`;
  return `Usage:  ${usage(entry)}\n\n${entry.description}\n${aliases}${flagList(entry.flags)}`;
}

/** "wherry exec [FLAGS] CONTAINER COMMAND [ARG...]" */
export function usage(entry: CommandEntry): string {
  const args = entry.args.map(({ name, required, variadic }) => {
    const word = `${name}${variadic ? "..." : ""}`;
    return required ? word : `[${word}]`;
  });
  return ["wherry", entry.name, ...(entry.flags.length > 0 ? ["[FLAGS]"] : []), ...args].join(" ");
}

function flagList(flags: readonly FlagSpec[]): string {
  if (flags.length === 0) return "";
  const rows = flags
    .toSorted((a, b) => a.long.localeCompare(b.long))
    .map((flag) => ({
      left: `${flag.short === undefined ? "   " : `-${flag.short},`} --${flag.long}${flag.value === undefined ? "" : ` ${flag.value}`}`,
      right: flag.description,
    }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return `\nFlags:\n${rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}\n`).join("")}`;
}
