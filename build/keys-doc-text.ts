import type { Action } from "../components/keymap/action.ts";
import { PRESET_NAMES, PRESETS } from "../components/keymap/presets.ts";
import { rebindActions } from "../components/keymap/rebind.ts";
import { THEME_NAMES } from "../components/theme/theme.ts";
import type { Words } from "../components/words/words.ts";

/** docs/keys.md, from the same rows that dispatch, footer, help and palette read. */
export function keysDoc(actions: readonly Action[], words: Words): string {
  const titles: Readonly<Record<string, string>> = words.places;
  const places = [...new Set(actions.map(({ where }) => where))].sort(
    (a, b) => Number(b === "everywhere") - Number(a === "everywhere"),
  );
  const sections = places.map((place) => {
    const here = actions.filter(({ where }) => where === place);
    return `## ${titles[place] ?? place}\n\n${NOTES[place] ?? ""}${table(
      ["key", "does", "id"],
      here.map(({ keys, description, id }) => [keys.map(code).join(" "), description, code(id)]),
    )}`;
  });
  return `${[INTRODUCTION, ...sections, presets(actions)].join("\n\n")}\n`;
}

/** What a place's table does not say by itself. */
const NOTES: Readonly<Record<string, string>> = {
  prefix:
    "Every key goes to the program, but for the prefix (`ctrl-]`) and one key behind it; the prefix twice sends it.\n\n",
  dialogs:
    "What lies over the screen is moved in by the motions of Everywhere, and closed by the key that opened it too. `esc` closes whatever else is bound.\n\n",
};

const INTRODUCTION = `# Keys

<!-- Made by \`npm run keys\` from the table of actions; change the table, not this file. -->

In the TUI, \`?\` shows the keys of where you are (\`i\` with their ids), \`:\` finds every action and every command by a
few letters. A key of a panel or tab goes before the same key of "Everywhere".

All of them can be bound to other keys in \`config.toml\`, which stands in \`$XDG_CONFIG_HOME/wherry\`
(\`~/.config/wherry\`), or where \`WHERRY_CONFIG\` says. What is wrong in it is shown with its line, and does not count.

\`\`\`toml
preset = "lazydocker"        # ${PRESET_NAMES.join(", ")}
theme = "high-contrast"      # ${THEME_NAMES.join(", ")}
background = "light"         # dark, light; else the terminal is asked
language = "ko"              # en, ko; else the locale decides
prefix = "ctrl-]"            # takes the keys back from a program in its terminal

[keys]
"containers.remove" = ["D", "delete"]
"everywhere.quit" = ["ctrl-q"]
"containers.kill" = []       # no key; the palette still has it
\`\`\`

Keys are written \`d\`, \`G\`, \`ctrl-d\`, \`alt-x\`, \`shift-tab\`, \`f5\`, \`space\`, \`enter\`, \`esc\`, \`up\`, \`pagedown\`, \`home\`,
\`delete\`.

Only in a line that one types into (filter, form, prompt, palette) are keys fixed: letters are text there, \`enter\` takes
it, \`esc\` leaves it, \`tab\` completes or goes on, arrows and readline's ctrl keys edit.`;

/** What the presets change; what is not named keeps its key. */
function presets(actions: readonly Action[]): string {
  const bound = PRESET_NAMES.map((name) => rebindActions(actions, PRESETS[name], {}).actions);
  const rows = actions.flatMap(({ id }, index) => {
    const keys = bound.map((rows) => rows[index]?.keys.map(code).join(" ") ?? "");
    return new Set(keys).size === 1 ? [] : [[code(id), ...keys]];
  });
  return `## Presets\n\nOnly what differs; all else keeps its key.\n\n${table(["id", ...PRESET_NAMES], rows)}`;
}

function code(text: string): string {
  return text === "`" ? "`` ` ``" : `\`${text.replaceAll("|", "\\|")}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
