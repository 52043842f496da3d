import type { CommandEntry, Completes, FlagSpec } from "../command.ts";
import { families, firstPlace, listingCommand, secondWord, singles } from "./words.ts";

/** For a file _wherry on fpath, or `source <(wherry completion zsh)`. */
export function zshCompletion(commands: readonly CommandEntry[]): string {
  return `#compdef wherry
# zsh completion of wherry: source <(wherry completion zsh)
_wherry() {
  local -a commands=(
${singles(commands)
  .map((entry) => `    '${entry.name}:${quote(entry.description)}'\n`)
  .join("")}${families(commands)
  .map(([first, entries]) => `    '${first}:${entries.map(secondWord).join(", ")}'\n`)
  .join("")}  )
  local state line curcontext=$curcontext
  typeset -A opt_args
  _arguments -C '--root[where images and containers are kept]:folder:_files -/' '--help[show help]' '--version[show the version]' '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
${singles(commands).map(caseOf).join("")}${families(commands).map(familyCase).join("")}      esac ;;
  esac
}
compdef _wherry wherry
`;
}

function familyCase([first, entries]: [string, CommandEntry[]]): string {
  const inner = entries.map((entry) => caseOf({ ...entry, name: secondWord(entry), aliases: [] }));
  return `        ${first})
          if ((CURRENT == 2)); then compadd ${entries.map(secondWord).join(" ")}; else
          shift words; ((CURRENT -= 1)); case $words[1] in
${inner.join("")}          esac; fi ;;\n`;
}

function caseOf(entry: CommandEntry): string {
  const specs = entry.flags.map((flag) => `'${flagSpec(flag)}'`);
  const rest = `'*:argument:${action(firstPlace(entry))}'`;
  return `        ${[entry.name, ...entry.aliases].join("|")}) _arguments ${[...specs, "'--help[show help]'", rest].join(" ")} ;;\n`;
}

function flagSpec(flag: FlagSpec): string {
  const many = flag.many === true ? "*" : "";
  const value =
    flag.value === undefined ? "" : `:${quote(flag.value.replaceAll(":", "\\:"))}:${action(flag.completes)}`;
  return `${many}--${flag.long}[${quote(flag.description).replaceAll("[", "\\[").replaceAll("]", "\\]")}]${value}`;
}

function action(completes: Completes | undefined): string {
  if (typeof completes === "object") return `(${completes.join(" ")})`;
  if (completes === "files") return "_files";
  if (completes === "commands") return "_command_names -e";
  const listing = listingCommand(completes);
  return listing === undefined ? "" : quote(`{local -a found=(\${(f)"$(${listing})"}); compadd -a found}`);
}

/** Inside single quotes of the script. */
function quote(text: string): string {
  return text.replaceAll("'", "'\\''");
}
