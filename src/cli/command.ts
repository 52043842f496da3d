import type { StoreRoot } from "../base/store-root.ts";
import type { Engine } from "../engine/engine.ts";

/** A command as data: feeds dispatch, help, completion, the docs and the TUI's palette. */
export interface CommandEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly group: CommandGroup;
  readonly description: string;
  readonly args: readonly ArgumentSpec[];
  readonly flags: readonly FlagSpec[];
  /** Flags end at the first argument: what follows belongs to the program that runs. */
  readonly passThrough: boolean;
  /** What an error before the command did its work ends with: Docker's `run` has 125, most others 1. */
  readonly errorExitCode: number;
  load(): Promise<CommandModule>;
}

export type CommandGroup = "containers" | "images" | "volumes" | "networks" | "system";

export interface CommandModule {
  /** Resolves with the exit code. */
  run(input: Input, context: CommandContext): Promise<number>;
}

export interface ArgumentSpec {
  /** As help shows it, such as IMAGE. */
  readonly name: string;
  readonly required: boolean;
  readonly variadic: boolean;
  readonly completes?: Completes;
}

export interface FlagSpec {
  /** Without dashes. */
  readonly long: string;
  readonly short?: string;
  /** What help calls the value; a flag without one is a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly many?: true;
  /** A switch that is on until `--flag=false`. */
  readonly onByDefault?: true;
  readonly description: string;
  readonly completes?: Completes;
}

/** What a shell offers at this place. */
export type Completes =
  | "containers"
  | "running"
  | "stopped"
  | "images"
  | "volumes"
  | "files"
  | "commands"
  | readonly string[];

/** What a person wrote behind a command, by the flags that its entry declares. */
export interface Input<L extends readonly FlagSpec[] = readonly FlagSpec[]> {
  readonly args: readonly string[];
  readonly flags: FlagValues<L>;
}

export type FlagValues<L extends readonly FlagSpec[]> = {
  readonly [F in L[number] as F["long"]]: F extends { readonly value: string }
    ? F extends { readonly many: true }
      ? readonly string[]
      : string | undefined
    : boolean;
};

export interface CommandContext {
  readonly root: StoreRoot;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly commands: readonly CommandEntry[];
  /** Opens the engine on first use. */
  engine(): Promise<Engine>;
  /** Gives everything back; called at the end, and before another program takes this process over. */
  close(): Promise<void>;
}

interface Declaration<L extends readonly FlagSpec[]> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: CommandGroup;
  readonly description: string;
  readonly args?: readonly ArgumentSpec[];
  readonly flags: L;
  readonly passThrough?: boolean;
  readonly errorExitCode?: number;
  load(): Promise<{ run(input: Input<L>, context: CommandContext): Promise<number> }>;
}

/** Declares a command; ties the flags that its file reads to the ones that its entry has. */
export function command<const L extends readonly FlagSpec[]>(declaration: Declaration<L>): CommandEntry {
  return {
    aliases: [],
    args: [],
    passThrough: false,
    errorExitCode: 1,
    ...declaration,
    // The parser fills `flags` from this very list, so the narrower input is what arrives.
    load: declaration.load as CommandEntry["load"],
  };
}

/** "IMAGE", "[NAME]", "CONTAINER..." as words of a usage line. */
export function argument(word: string, completes?: Completes): ArgumentSpec {
  const bare = word.startsWith("[") ? word.slice(1, -1) : word;
  return {
    name: bare.replace(/\.\.\.$/, ""),
    required: !word.startsWith("["),
    variadic: bare.endsWith("..."),
    ...(completes === undefined ? {} : { completes }),
  };
}
