import type { CommandEntry } from "../command.ts";
import { firstPlace, flagWords, listingCommand } from "./words.ts";

/** For `source <(wherry completion bash)`. */
export function bashCompletion(commands: readonly CommandEntry[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `# bash completion of wherry: source <(wherry completion bash)
_wherry() {
  local current=\${COMP_WORDS[COMP_CWORD]} name= index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      --root) ((index++)) ;;
      -*) ;;
      *) name=\${COMP_WORDS[index]}; break ;;
    esac
  done
  COMPREPLY=()
  case $name in
    "") COMPREPLY=($(compgen -W "--root --help --version ${names}" -- "$current")) ;;
${commands.map(caseOf).join("")}  esac
}
complete -o default -F _wherry wherry
`;
}

function caseOf(entry: CommandEntry): string {
  const place = firstPlace(entry);
  const listing = listingCommand(place);
  const words =
    listing === undefined ? "" : `\n      COMPREPLY=($(compgen -W "$(${listing})" -- "$current"))`;
  const programs = place === "commands" ? '\n      COMPREPLY=($(compgen -c -- "$current"))' : "";
  return `    ${[entry.name, ...entry.aliases].join("|")})
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W "${flagWords(entry).join(" ")}" -- "$current")); return; fi${words}${programs}
      ;;
`;
}
