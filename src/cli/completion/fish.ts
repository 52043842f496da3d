import type { CommandEntry } from "../command.ts";
import { families, firstPlace, listingCommand, secondWord, singles } from "./words.ts";

/** For `wherry completion fish | source`. */
export function fishCompletion(commands: readonly CommandEntry[]): string {
  const names = [
    ...singles(commands).map(({ name }) => name),
    ...families(commands).map(([name]) => name),
  ].join(" ");
  const first = singles(commands).map(
    ({ name, description }) =>
      `complete -c wherry -n "not __fish_seen_subcommand_from ${names}" -f -a ${name} -d '${quote(description)}'\n`,
  );
  return `# fish completion of wherry: wherry completion fish | source
${first.join("")}${singles(commands)
  .map((entry) => linesOf(entry, `__fish_seen_subcommand_from ${entry.name}`))
  .join("")}${families(commands)
  .map((family) => familyLines(family, names))
  .join("")}`;
}

function familyLines([name, entries]: [string, CommandEntry[]], names: string): string {
  const words = entries.map(secondWord).join(" ");
  const first = `complete -c wherry -n "not __fish_seen_subcommand_from ${names}" -f -a ${name} -d '${words}'\n`;
  const seconds = entries.map(
    (entry) =>
      `complete -c wherry -n "__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${words}" -f -a ${secondWord(entry)} -d '${quote(entry.description)}'\n`,
  );
  const rest = entries.map((entry) =>
    linesOf(
      entry,
      `__fish_seen_subcommand_from ${name}; and __fish_seen_subcommand_from ${secondWord(entry)}`,
    ),
  );
  return `${first}${seconds.join("")}${rest.join("")}`;
}

function linesOf(entry: CommandEntry, seen: string): string {
  const when = `complete -c wherry -n "${seen}"`;
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
