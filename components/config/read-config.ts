import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Config, DEFAULT_CONFIG, parseConfig } from "./config.ts";
import { findLine } from "./find-line.ts";
import type { ConfigProblem } from "./problem.ts";

export interface ReadConfig {
  readonly path: string;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** The line on which the file says something of this path. */
  readonly lineOf: (path: readonly string[]) => number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the person's config file; never throws. One that is not there is as good as an empty one. */
export async function readConfig(env: Environment, actionIds: readonly string[]): Promise<ReadConfig> {
  const path = configPath(env);
  const broken = (problem: ConfigProblem): ReadConfig => ({
    path,
    config: DEFAULT_CONFIG,
    problems: [problem],
    lineOf: () => undefined,
  });
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (thrown) {
    const { code = "", message } = thrown as NodeJS.ErrnoException;
    const missing = (code === "ENOENT" || code === "ENOTDIR") && env.WHERRY_CONFIG === undefined;
    if (!missing) return broken({ kind: "unreadable", reason: message });
    return { path, config: DEFAULT_CONFIG, problems: [], lineOf: () => undefined };
  }
  // Whoever has no config file waits for no parser of it.
  const { parse, TomlError } = await import("smol-toml");
  try {
    const { config, problems } = parseConfig(parse(text), actionIds);
    return {
      path,
      config,
      problems: problems.map((problem) => withLine(problem, text)),
      lineOf: (place) => findLine(text, place),
    };
  } catch (thrown) {
    if (!(thrown instanceof TomlError)) throw thrown;
    // The first line says what; a picture of the place follows.
    const [reason = ""] = thrown.message.replace(/^Invalid TOML document: /, "").split("\n");
    return broken({ kind: "syntax", reason, line: thrown.line });
  }
}

/** `$WHERRY_CONFIG`, else wherry/config.toml in `$XDG_CONFIG_HOME` or ~/.config. */
export function configPath(env: Environment): string {
  if (env.WHERRY_CONFIG) return env.WHERRY_CONFIG;
  const base = env.XDG_CONFIG_HOME?.startsWith("/") ? env.XDG_CONFIG_HOME : undefined;
  return join(base ?? join(env.HOME || homedir(), ".config"), "wherry", "config.toml");
}

function withLine(problem: ConfigProblem, text: string): ConfigProblem {
  const line = "path" in problem ? findLine(text, problem.path) : undefined;
  return line === undefined ? problem : { ...problem, line };
}
