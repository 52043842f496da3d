import { nearest } from "../../src/base/nearest.ts";
import { parseKeyName } from "../input/key-name.ts";
import { PRESET_NAMES, type PresetName } from "../keymap/presets.ts";
import { BACKGROUNDS, type Background } from "../theme/background.ts";
import { THEME_NAMES, type ThemeName } from "../theme/theme.ts";
import { LANGUAGES, type Language } from "../words/choose-words.ts";
import type { ConfigProblem } from "./problem.ts";

/** What a person chose in config.toml; what is undefined is left to the environment. */
export interface Config {
  readonly preset: PresetName;
  readonly theme: ThemeName;
  readonly language: Language | undefined;
  readonly background: Background | undefined;
  /** Takes the keys back from a program in its terminal; spelled canonically. */
  readonly prefix: string;
  /** Keys by the id of their action, spelled canonically; none unbinds it. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

export interface ParsedConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

export const DEFAULT_CONFIG: Config = {
  preset: "default",
  theme: "default",
  language: undefined,
  background: undefined,
  prefix: "ctrl-]",
  keys: {},
};

/** Takes what a TOML file holds. What is wrong is told and left out; the rest counts. */
export function parseConfig(value: unknown, actionIds: readonly string[]): ParsedConfig {
  const problems: ConfigProblem[] = [];
  const config: { -readonly [Name in keyof Config]: Config[Name] } = { ...DEFAULT_CONFIG };
  const chosen = <T extends string>(name: string, given: unknown, allowed: readonly T[]): T | undefined => {
    const found = allowed.find((one) => one === given);
    if (found === undefined) problems.push({ kind: "bad-value", path: [name], wanted: { oneOf: allowed } });
    return found;
  };
  for (const [name, given] of Object.entries(isTable(value) ? value : {})) {
    switch (name) {
      case "preset":
        config.preset = chosen(name, given, PRESET_NAMES) ?? config.preset;
        break;
      case "theme":
        config.theme = chosen(name, given, THEME_NAMES) ?? config.theme;
        break;
      case "language":
        config.language = chosen(name, given, LANGUAGE_NAMES);
        break;
      case "background":
        config.background = chosen(name, given, BACKGROUNDS);
        break;
      case "prefix":
        config.prefix = readKey(given, [name], problems) ?? config.prefix;
        break;
      case "keys":
        if (isTable(given)) config.keys = readKeys(given, actionIds, problems);
        else problems.push({ kind: "bad-value", path: [name], wanted: "table" });
        break;
      default:
        problems.push({ kind: "unknown-option", path: [name], nearest: nearest(name, OPTIONS) });
    }
  }
  return { config, problems };
}

const OPTIONS: readonly (keyof Config)[] = Object.keys(DEFAULT_CONFIG) as (keyof Config)[];
const LANGUAGE_NAMES = Object.keys(LANGUAGES) as Language[];

function readKeys(
  table: Readonly<Record<string, unknown>>,
  actionIds: readonly string[],
  problems: ConfigProblem[],
): Config["keys"] {
  const keys: Record<string, readonly string[]> = {};
  for (const [id, given] of leaves(table)) {
    const path = ["keys", id];
    if (!actionIds.includes(id)) {
      problems.push({ kind: "unknown-action", path, id, nearest: nearestAction(id, actionIds) });
      continue;
    }
    const written = typeof given === "string" ? [given] : given;
    if (!Array.isArray(written)) {
      problems.push({ kind: "bad-value", path, wanted: "keys" });
      continue;
    }
    const read = written.map((key: unknown) => readKey(key, path, problems));
    // One bad key among good ones: the action keeps what it had, rather than half of what was meant.
    if (read.every((key) => key !== undefined)) keys[id] = read;
  }
  return keys;
}

/** `"containers.remove" = […]` and `[keys.containers] remove = […]` are one and the same. */
function leaves(table: Readonly<Record<string, unknown>>, above = ""): [id: string, value: unknown][] {
  return Object.entries(table).flatMap(([name, value]) =>
    isTable(value) ? leaves(value, `${above}${name}.`) : [[`${above}${name}`, value] as [string, unknown]],
  );
}

function readKey(given: unknown, path: readonly string[], problems: ConfigProblem[]): string | undefined {
  try {
    if (typeof given === "string") return parseKeyName(given);
  } catch {
    // Told below, with where it stands.
  }
  problems.push({ kind: "bad-key", path, key: String(given) });
  return undefined;
}

/** Whoever writes "remove" means one of the actions that end so. */
function nearestAction(id: string, actionIds: readonly string[]): string | undefined {
  return nearest(id, actionIds) ?? actionIds.find((one) => one.endsWith(`.${id}`));
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
