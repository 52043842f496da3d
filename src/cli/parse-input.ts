import { Command, CommanderError, Option } from "commander";
import { CodedError } from "../base/errors.ts";
import { nearest } from "../base/nearest.ts";
import type { CommandEntry, FlagSpec, Input } from "./command.ts";

/** What stands behind a command's name, checked against its entry; "help" when --help is among it. Throws `invalid`. */
export function parseInput(entry: CommandEntry, argv: readonly string[]): Input | "help" {
  const options = new Map(entry.flags.map((flag) => [flag, optionOf(flag)]));
  const parser = parserOf(entry, options);
  try {
    parser.parse(switchValues(entry, argv), { from: "user" });
  } catch (thrown) {
    throw thrown instanceof CommanderError ? flagError(entry, thrown) : thrown;
  }
  const values = parser.opts();
  if (values.help === true) return "help";
  checkCount(entry, parser.args.length);
  const flags = Object.fromEntries(
    [...options].map(([flag, option]) => [flag.long, flagValue(flag, option, values)]),
  );
  return { args: parser.args, flags } as Input;
}

function parserOf(entry: CommandEntry, options: ReadonlyMap<FlagSpec, Option>): Command {
  const parser = new Command(entry.name)
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .showSuggestionAfterError(false)
    .helpOption(false)
    .allowExcessArguments()
    .passThroughOptions(entry.passThrough)
    .addOption(new Option("--help"));
  for (const [flag, option] of options) {
    parser.addOption(option);
    if (flag.onByDefault === true) parser.addOption(new Option(`--no-${flag.long}`));
  }
  return parser;
}

function optionOf(flag: FlagSpec): Option {
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  const option = new Option(`${short}--${flag.long}${flag.value === undefined ? "" : " <value>"}`);
  if (flag.many === true) option.argParser((value, before: string[] = []) => [...before, value]);
  if (flag.onByDefault === true) option.default(true);
  return option;
}

/** Commander reads "--no-x" as "x is false"; here a switch is true when it was written. */
function flagValue(flag: FlagSpec, option: Option, values: Record<string, unknown>): unknown {
  const value = values[option.attributeName()];
  if (flag.many === true) return value ?? [];
  if (flag.value !== undefined) return value;
  return option.negate ? value === false : value === true;
}

/** Turns Docker's "--rm=true" and "--rm=false" into the switch, or nothing; leaves the program's own words alone. */
function switchValues(entry: CommandEntry, argv: readonly string[]): string[] {
  const result: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = String(argv[index]);
    if (word === "--" || (entry.passThrough && !word.startsWith("-")))
      return [...result, ...argv.slice(index)];
    const [, long, given] = /^--([^=]+)=(.*)$/.exec(word) ?? [];
    const flag = entry.flags.find((candidate) => candidate.long === long);
    if (flag === undefined || flag.value !== undefined) {
      result.push(word);
      if (takesNext(entry, word)) result.push(...argv.slice(index + 1, ++index + 1));
      continue;
    }
    const on = truth(entry, flag, String(given));
    if (flag.onByDefault === true && !on) result.push(`--no-${flag.long}`);
    else if (on) result.push(`--${flag.long}`);
  }
  return result;
}

function truth(entry: CommandEntry, flag: FlagSpec, given: string): boolean {
  if (["true", "1", "t", "T", "TRUE", "True"].includes(given)) return true;
  if (["false", "0", "f", "F", "FALSE", "False"].includes(given)) return false;
  throw new CodedError(
    "invalid",
    "invalid-flag",
    `${entry.name} --${flag.long}: "${given}" is not true or false`,
    {
      exitCode: 125,
    },
  );
}

/** Whether the word is a flag whose value is the next word: "--name", "-e", or "-ite" with e last. */
function takesNext(entry: CommandEntry, word: string): boolean {
  if (word.startsWith("--")) {
    return entry.flags.some((flag) => flag.value !== undefined && word === `--${flag.long}`);
  }
  if (!word.startsWith("-")) return false;
  const letters = [...word.slice(1)];
  const first = letters.findIndex((letter) =>
    entry.flags.some((flag) => flag.short === letter && flag.value !== undefined),
  );
  return first >= 0 && first === letters.length - 1;
}

function flagError(entry: CommandEntry, error: CommanderError): CodedError {
  const written = /'([^' ]+)/.exec(error.message)?.[1] ?? "";
  const see = `see "wherry ${entry.name} --help"`;
  if (error.code === "commander.unknownOption") {
    const name = written.replace(/=.*/s, "");
    const known = ["help", ...entry.flags.map((flag) => flag.long)];
    const close = nearest(name.replace(/^-+/, ""), known);
    const hint = close === undefined || !name.startsWith("--") ? see : `did you mean --${close}? Or ${see}`;
    return new CodedError("invalid", "unknown-flag", `${entry.name} ${name}: unknown flag`, {
      hint,
      exitCode: 125,
    });
  }
  if (error.code === "commander.optionMissingArgument") {
    const named = /(--[a-z-]+)/.exec(error.message)?.[1] ?? written;
    return new CodedError("invalid", "missing-value", `${entry.name} ${named}: the value is missing`, {
      hint: see,
      exitCode: 125,
    });
  }
  const reason = error.message.replace(/^error: /, "");
  return new CodedError("invalid", "invalid-flag", `${entry.name}: ${reason}`, { hint: see, exitCode: 125 });
}

function checkCount(entry: CommandEntry, count: number): void {
  const least = entry.args.filter((arg) => arg.required).length;
  const most = entry.args.some((arg) => arg.variadic) ? Number.POSITIVE_INFINITY : entry.args.length;
  if (count >= least && count <= most) return;
  const bound = least === most ? `exactly ${least}` : count < least ? `at least ${least}` : `at most ${most}`;
  const limit = count < least ? least : most;
  const expected = most === 0 ? "no arguments" : `${bound} ${limit === 1 ? "argument" : "arguments"}`;
  throw new CodedError("invalid", "wrong-arguments", `${entry.name}: takes ${expected}, not ${count}`, {
    hint: `see "wherry ${entry.name} --help"`,
    exitCode: 1,
  });
}
