import type { CommandEntry } from "../command.ts";
import { families, firstPlace, flagWords, listingCommand, secondWord, singles } from "./words.ts";

/** For `source <(wherry completion bash)`. */
export function bashCompletion(commands: readonly CommandEntry[]): string {
  const names = [
    ...singles(commands).map(({ name }) => name),
    ...families(commands).map(([first]) => first),
  ].join(" ");
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
${singles(commands).map(caseOf).join("")}${families(commands).map(familyCase).join("")}  esac
}
complete -o default -F _wherry wherry
`;
}

/** The second word is asked for first, then what stands behind it. */
function familyCase([first, entries]: [string, CommandEntry[]]): string {
  const inner = entries.map((entry) => caseOf({ ...entry, name: secondWord(entry), aliases: [] }));
  return `    ${first})
      if ((index == COMP_CWORD - 1)); then COMPREPLY=($(compgen -W "${entries.map(secondWord).join(" ")}" -- "$current")); return; fi
      case \${COMP_WORDS[index + 1]} in
${inner.join("")}      esac
      ;;
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
