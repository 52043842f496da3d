import type { CommandSummary } from "../base/command-summary.ts";
import { CodedError } from "../base/errors.ts";
import { nearest } from "../base/nearest.ts";
import { locateRoot, type StoreRoot } from "../base/store-root.ts";
import { VERSION } from "../base/version.ts";
import type { CommandContext, CommandEntry } from "./command.ts";
import { openContext } from "./context.ts";
import { reportFailure } from "./failure.ts";
import { commandHelp, overview } from "./help.ts";
import { ClosedOutput, isTerminal, print } from "./output/streams.ts";
import { COMMANDS } from "./registry/registry.ts";
import { summarize } from "./summarize.ts";

export interface Invocation {
  /** Without node and the script. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid: number;
  readonly openTui: (root: StoreRoot, commands: readonly CommandSummary[]) => Promise<void>;
}

/** One whole run of the command line; resolves with the exit code and never throws. */
export async function runCli(invocation: Invocation): Promise<number> {
  let errorExitCode = 1;
  let context: CommandContext | undefined;
  // What nobody awaited: a bug, and still one line and an exit code.
  const crashed = (thrown: unknown): void => {
    process.exit(reportFailure(thrown, { errorExitCode, env: invocation.env }));
  };
  process.on("uncaughtException", crashed);
  try {
    const { words, root: rootFlag, asks } = splitGlobals(invocation.argv);
    if (asks !== undefined) return answer(asks);
    const [name] = words;
    const root = locateRoot(rootFlag, { uid: invocation.uid, env: invocation.env });
    if (name === undefined) {
      if (!isTerminal("stdin") || !isTerminal("stdout")) return answer("help");
      // The terminal UI gives the terminal back first: a line written before that goes with its screen.
      process.off("uncaughtException", crashed);
      await invocation.openTui(root, summarize(COMMANDS));
      return 0;
    }
    const { entry, rest } = findCommand(words);
    errorExitCode = entry.errorExitCode;
    // Commander and the command load side by side.
    const [{ parseInput }, module] = await Promise.all([import("./parse-input.ts"), entry.load()]);
    const input = parseInput(entry, rest);
    if (input === "help") {
      print(commandHelp(entry));
      return 0;
    }
    context = openContext({ root, env: invocation.env, commands: COMMANDS });
    return await module.run(input, context);
  } catch (thrown) {
    // As a program that SIGPIPE ended.
    if (thrown instanceof ClosedOutput) return 128 + 13;
    return reportFailure(thrown, { errorExitCode, env: invocation.env });
  } finally {
    await context?.close();
  }
}

interface Globals {
  readonly words: readonly string[];
  readonly root: string | undefined;
  readonly asks: "help" | "version" | undefined;
}

/** Takes --root, --version and --help that stand before the command. */
function splitGlobals(argv: readonly string[]): Globals {
  let root: string | undefined;
  for (let index = 0; index < argv.length; index += 1) {
    const word = String(argv[index]);
    if (!word.startsWith("-")) return { words: argv.slice(index), root, asks: undefined };
    if (word === "--help" || word === "-h") return { words: [], root, asks: "help" };
    if (word === "--version" || word === "-v") return { words: [], root, asks: "version" };
    if (word === "--root") root = argv[++index] ?? "";
    else if (word.startsWith("--root=")) root = word.slice("--root=".length);
    else throw unknownGlobal(word);
    if (root === "") {
      throw new CodedError("invalid", "missing-value", "wherry --root: the folder is missing", {
        exitCode: 125,
      });
    }
  }
  return { words: [], root, asks: undefined };
}

function unknownGlobal(word: string): CodedError {
  const close = nearest(word.replace(/^-+/, "").replace(/=.*/, ""), ["root", "help", "version"]);
  return new CodedError("invalid", "unknown-flag", `read ${word}: unknown flag`, {
    hint: close === undefined ? 'see "wherry --help"' : `did you mean --${close}? Or see "wherry --help"`,
    exitCode: 125,
  });
}

/** The command of two words ("volume ls") first, then of one. */
function findCommand(words: readonly string[]): { entry: CommandEntry; rest: readonly string[] } {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(" ");
    const entry = COMMANDS.find((candidate) => candidate.name === name || candidate.aliases.includes(name));
    if (entry !== undefined) return { entry, rest: words.slice(count) };
  }
  const [first = ""] = words;
  const family = COMMANDS.filter((candidate) => candidate.name.startsWith(`${first} `));
  const name = family.length > 0 ? words.slice(0, 2).join(" ") : first;
  const close = nearest(
    name,
    (family.length > 0 ? family : COMMANDS).map((candidate) => candidate.name),
  );
  throw new CodedError("invalid", "unknown-command", `run ${name}: there is no such command`, {
    hint:
      close === undefined
        ? '"wherry --help" lists the commands'
        : `did you mean "wherry ${close}"? "wherry --help" lists the commands`,
    exitCode: 1,
  });
}

function answer(asks: "help" | "version"): number {
  print(asks === "help" ? overview(COMMANDS) : `wherry version ${VERSION}\n`);
  return 0;
}
