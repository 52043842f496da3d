import type { Config } from "./config/config.ts";
import type { ConfigProblem } from "./config/problem.ts";
import { type ReadConfig, readConfig } from "./config/read-config.ts";
import type { Action } from "./keymap/action.ts";
import { PRESETS } from "./keymap/presets.ts";
import { rebindActions } from "./keymap/rebind.ts";
import { guessBackground, mayAskBackground } from "./theme/background.ts";
import { describeOuterTerminal } from "./theme/outer-terminal.ts";
import { createThemes, type Themes } from "./theme/themes.ts";
import { chooseWords, LANGUAGES } from "./words/choose-words.ts";
import { spellWords } from "./words/spell-words.ts";
import type { Words } from "./words/words.ts";

/** What the environment and the config file together decide. */
export interface Settings {
  readonly words: Words;
  readonly themes: Themes;
  readonly prefix: string;
  /** Whether the terminal should be asked what it stands on. */
  readonly askBackground: boolean;
  readonly configPath: string;
  /** Binds the keys of preset and person; tells all that is wrong with the file, in the order of its lines. */
  bind(actions: readonly Action[]): {
    readonly actions: Action[];
    readonly problems: readonly ConfigProblem[];
  };
}

export async function readSettings(env: Readonly<Record<string, string | undefined>>): Promise<Settings> {
  const terminal = describeOuterTerminal(env);
  const read = await readConfig(env, Object.keys(LANGUAGES.en.actions));
  const { theme, language, background, prefix } = read.config;
  return {
    words: spellWords(chooseWords({ env, terminal, language }), terminal),
    themes: createThemes({ name: theme, terminal, background: background ?? guessBackground(env) }),
    prefix,
    askBackground: background === undefined && terminal.colourBits > 0 && mayAskBackground(env),
    configPath: read.path,
    bind: (actions) => bind(actions, read.config, read),
  };
}

function bind(
  rows: readonly Action[],
  { preset, keys }: Config,
  { problems, lineOf }: ReadConfig,
): ReturnType<Settings["bind"]> {
  const { actions, refused } = rebindActions(rows, PRESETS[preset], keys);
  const clashes = refused.map((clash): ConfigProblem => {
    const path = ["keys", clash.id];
    const line = lineOf(path);
    return { kind: "clash", path, ...clash, ...(line === undefined ? {} : { line }) };
  });
  return { actions, problems: [...problems, ...clashes].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}
