import type { CommandEntry } from "../command.ts";
import { firstPlace, listingCommand } from "./words.ts";

/** For `wherry completion fish | source`. */
export function fishCompletion(commands: readonly CommandEntry[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const first = commands.map(
    ({ name, description }) =>
      `complete -c wherry -n "not __fish_seen_subcommand_from ${names}" -f -a ${name} -d '${quote(description)}'\n`,
  );
  return `# fish completion of wherry: wherry completion fish | source
${first.join("")}${commands.map(linesOf).join("")}`;
}

function linesOf(entry: CommandEntry): string {
  const when = `complete -c wherry -n "__fish_seen_subcommand_from ${entry.name}"`;
  const flags = entry.flags.map((flag) => {
    const short = flag.short === undefined ? "" : ` -s ${flag.short}`;
    const value = flag.value === undefined ? "" : " -r";
    return `${when} -l ${flag.long}${short}${value} -d '${quote(flag.description)}'\n`;
  });
  const listing = listingCommand(firstPlace(entry));
  const words = listing === undefined ? "" : `${when} -f -a '(${quote(listing)})'\n`;
  return `${flags.join("")}${words}`;
}

function quote(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
}
